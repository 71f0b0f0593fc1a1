namespace ContentGen.Core.Json;

public enum JsonKind
{
    Map,
    List,
    Text,
    Number,
    Boolean,
    Null,
}
