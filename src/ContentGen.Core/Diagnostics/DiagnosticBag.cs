using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Core.Diagnostics;

/// <summary>The findings of one file while it is read; every stage adds to it and goes on.</summary>
public sealed class DiagnosticBag(SourceText source)
{
    private readonly List<Diagnostic> _items = [];

    public SourceText Source { get; } = source;

    /// <summary>The id of the rule that is being read, once it is known.</summary>
    public string? RuleId { get; set; }

    public IReadOnlyList<Diagnostic> Items => RuleId is null ? _items : [.. _items.Select(d => d.RuleId is null ? d with { RuleId = RuleId } : d)];

    /// <summary>True when the file itself has an error (CG1xxx): its content may not be all there.</summary>
    public bool HasReadingErrors => _items.Any(d => d.Severity == Severity.Error && d.Code.StartsWith("CG1", StringComparison.Ordinal));

    public void Add(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        _items.Add(new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), Source, span, RuleId));

    /// <summary>A finding with the way to mend it; without one when <paramref name="fix"/> is null.</summary>
    public void AddFixable(DiagnosticDescriptor descriptor, TextSpan span, CodeFix? fix, params object?[] arguments) =>
        _items.Add(new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), Source, span, RuleId) { Fixes = fix is null ? [] : [fix] });

    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);
}
