using ContentGen.Checks.Compilation;
using ContentGen.Sigma;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Emit.Portable;

/// <summary>A compiled rule as Sigma.</summary>
internal static class SigmaConversionOf
{
    /// <summary>Null when the rule has no query that was analysed, or lacks a name or an id.</summary>
    public static SigmaResult? Convert(CompiledRule compiled, EmitOptions options, string? created) =>
        compiled is { Query: { Tree: not null } query, Rule: { Query: { } text, Id: not null, Name: not null } rule }
            ? SigmaConverter.Convert(query, text.Text, SigmaMetadataOf.Create(rule, created), options.Sigma)
            : null;
}
