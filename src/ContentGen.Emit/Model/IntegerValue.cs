namespace ContentGen.Emit.Model;

public sealed record IntegerValue(int Value) : ResourceValue;
