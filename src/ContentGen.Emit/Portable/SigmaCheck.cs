using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Emit.Portable;

/// <summary>Says what a rule's Sigma form lacks.</summary>
public static class SigmaCheck
{
    public static readonly DiagnosticDescriptor NotConvertible = new(
        "CG5101", Severity.Info, "No Sigma for the rule", "the query cannot be converted to Sigma ({0})");

    public static readonly DiagnosticDescriptor NotExact = new(
        "CG5102", Severity.Info, "Sigma matches other events", "the rule's Sigma form is {0}: {1}");

    public static readonly DiagnosticDescriptor BelowMinimum = new(
        "CG5103", Severity.Error, "Sigma less faithful than asked for", "the rule's Sigma form is {0}, but --min-fidelity asks for {1}");

    /// <summary>The findings on one rule; places in its query.</summary>
    public static ImmutableArray<Diagnostic> Check(CompiledRule compiled, EmitOptions options)
    {
        if (compiled.HasErrors || SigmaConversionOf.Convert(compiled, options, null) is not { } result)
        {
            return [];
        }

        var query = compiled.Built.Query!;
        if (!Meets(result, options))
        {
            return [Finding(BelowMinimum, default, result.VerdictWord, Relations.Word(options.MinFidelity!.Value))];
        }

        if (result.Yaml is null)
        {
            return [Finding(NotConvertible, default, string.Join("; ", result.Reasons.Take(3).Select(OneLine)))];
        }

        return result.Leaves.FirstOrDefault(l => l.Effect != Relation.Exact) is { } first
            ? [Finding(NotExact, first.Span, result.VerdictWord, $"{first.Fidelity} ({first.Reason}) {OneLine(first.Kql)}".TrimEnd())]
            : [];

        Diagnostic Finding(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) => new(
            descriptor.Code, descriptor.Severity, descriptor.Format(arguments), compiled.Rule.Source,
            query.ToSource(span.Length == 0 ? new TextSpan(0, Math.Min(1, query.Text.Length)) : span), compiled.Rule.Id?.Value);
    }

    /// <summary>True when the conversion is as faithful as the options ask for.</summary>
    public static bool Meets(SigmaResult result, EmitOptions options) => options.MinFidelity is not { } least
        || (result.Yaml is not null && (least == Relation.Approximate || result.Verdict == Relation.Exact || result.Verdict == least));

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > 100 ? line[..(char.IsHighSurrogate(line[99]) ? 99 : 100)] + "..." : line;
    }
}
