namespace ContentGen.Emit.Model;

public sealed record BooleanValue(bool Value) : ResourceValue;
