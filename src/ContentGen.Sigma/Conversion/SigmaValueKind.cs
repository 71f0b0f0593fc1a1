namespace ContentGen.Sigma.Conversion;

internal enum SigmaValueKind
{
    Literal,
    Number,
    Raw,
    Null,
}
