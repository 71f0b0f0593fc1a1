using System.Collections.Immutable;
using ContentGen.Cli.Commands;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Detection;

namespace ContentGen.Cli.Testing;

/// <summary>
/// Tests as they are written: one with a key that nobody knows, or a value that cannot be read, expects less than its author thinks. It
/// passes nothing.
/// </summary>
internal sealed class WrittenTests(CompileRun run)
{
    // CG2001: Unknown key. The others are errors.
    private readonly ILookup<SourceText, Diagnostic> _found = run.Compilation.Diagnostics.Concat(run.Hunting.Diagnostics)
        .Where(d => d.Code == "CG2001" || (d.Severity == Severity.Error && (d.Code.StartsWith("CG1", StringComparison.Ordinal) || d.Code.StartsWith("CG20", StringComparison.Ordinal))))
        .ToLookup(d => d.Source);

    public TestOutcome Judge(TestOutcome outcome)
    {
        var rule = outcome.Subject.Rule;
        if (outcome.Verdict == Verdict.Fail || !_found.Contains(rule.Source)
            || (rule.Yaml.Find("tests")?.Value as YamlSequence)?.Items.FirstOrDefault(i => i.Span.Start == outcome.Test.Span.Start) is not { } written)
        {
            return outcome;
        }

        var end = EndOf(written);
        ImmutableArray<TestFinding> unread = [.. _found[rule.Source].Where(d => d.Span.Start >= written.Span.Start && d.Span.End <= end).Select(d => new TestFinding($"{d.Code}: {d.Message}", d.Span))];
        return unread.IsEmpty ? outcome : outcome with { Verdict = Verdict.Fail, Findings = unread };
    }

    /// <summary>A mapping ends where its last value does; the tree does not say where that is.</summary>
    public static int EndOf(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.IsEmpty ? mapping.Span.End : Math.Max(mapping.Span.End, mapping.Entries.Max(e => EndOf(e.Value))),
        YamlSequence list => list.Items.IsEmpty ? list.Span.End : Math.Max(list.Span.End, list.Items.Max(EndOf)),
        _ => node.Span.End,
    };
}
