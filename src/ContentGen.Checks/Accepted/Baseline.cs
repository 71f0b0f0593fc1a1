using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Accepted;

/// <summary>
/// The findings that a repository had when it adopted the checks: a line each with code, rule and message, separated by tabs. They are not
/// reported. The list only shrinks: an entry whose finding is gone is an error until it is removed. Places are not kept, so that editing
/// above a finding does not make it a new one.
/// </summary>
public sealed class Baseline
{
    public static readonly DiagnosticDescriptor Gone = new(
        "CG2308", Severity.Error, "Baseline entry without a finding", "{0} is no longer found in '{1}'; remove this line, or let `contentgen baseline` do it");

    public static readonly DiagnosticDescriptor NotAnEntry = new(
        "CG2309", Severity.Error, "Not a baseline entry", "an entry is a code, a rule and a message, separated by tabs");

    private const string Head = "# Findings that are accepted for now: code, rule, message. This list only shrinks; `contentgen baseline` takes out what is mended.\n";

    private readonly SourceText _source;
    private readonly ImmutableArray<BaselineEntry> _entries;
    private readonly ImmutableArray<Diagnostic> _faults;

    private Baseline(SourceText source, ImmutableArray<BaselineEntry> entries, ImmutableArray<Diagnostic> faults)
    {
        _source = source;
        _entries = entries;
        _faults = faults;
    }

    public static Baseline Read(SourceText source)
    {
        var entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        var faults = ImmutableArray.CreateBuilder<Diagnostic>();
        for (var number = 1; number <= source.LineCount; number++)
        {
            var span = TextSpan.FromBounds(source.StartOfLine(number), source.EndOfLine(number));
            var line = source.Text.Substring(span.Start, span.Length);
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            if (line.Split('\t') is [{ Length: > 0 } code, { Length: > 0 } subject, { Length: > 0 } message])
            {
                entries.Add(new BaselineEntry(code, subject, message, span));
            }
            else
            {
                faults.Add(new Diagnostic(NotAnEntry.Code, NotAnEntry.Severity, NotAnEntry.Format(), source, span));
            }
        }

        return new Baseline(source, entries.ToImmutable(), faults.ToImmutable());
    }

    /// <summary>The text of a baseline with these findings, in ordinal order.</summary>
    public static string Print(IEnumerable<Diagnostic> found, Func<Diagnostic, string> subject) =>
        Head + string.Concat(found.Select(d => $"{d.Code}\t{subject(d)}\t{OneLine(d.Message)}\n").Order(StringComparer.Ordinal));

    /// <summary>The baseline's text without the entries whose findings are gone; nothing is ever added.</summary>
    public string Shrink(IEnumerable<Diagnostic> found, Func<Diagnostic, string> subject, Predicate<string> covers)
    {
        var gone = Match(found, subject, covers).Gone.Select(e => e.Span.Start).ToHashSet();
        var lines = Enumerable.Range(1, _source.LineCount).Where(n => !gone.Contains(_source.StartOfLine(n)));
        return string.Concat(lines.Select(n => _source.Text[_source.StartOfLine(n)..(n == _source.LineCount ? _source.Text.Length : _source.StartOfLine(n + 1))]));
    }

    /// <summary>The findings that are not accepted, and those about the baseline itself.</summary>
    /// <param name="found">All findings of a run.</param>
    /// <param name="subject">The rule or file that a finding belongs to.</param>
    /// <param name="covers">Whether the run looked at a rule or file: only then can a finding of it be gone.</param>
    public IEnumerable<Diagnostic> Apply(IEnumerable<Diagnostic> found, Func<Diagnostic, string> subject, Predicate<string> covers)
    {
        var (kept, gone) = Match(found, subject, covers);
        return [.. kept, .. _faults, .. gone.Select(e => new Diagnostic(Gone.Code, Gone.Severity, Gone.Format(e.Code, e.Subject), _source, e.Span))];
    }

    private (List<Diagnostic> Kept, List<BaselineEntry> Gone) Match(IEnumerable<Diagnostic> found, Func<Diagnostic, string> subject, Predicate<string> covers)
    {
        var open = _entries.GroupBy(e => (e.Code, e.Subject, e.Message)).ToDictionary(g => g.Key, g => new Queue<BaselineEntry>(g));
        var kept = found.Where(d => !open.TryGetValue((d.Code, subject(d), OneLine(d.Message)), out var entries) || !entries.TryDequeue(out _)).ToList();
        return (kept, [.. open.Values.SelectMany(e => e).Where(e => covers(e.Subject)).OrderBy(e => e.Span.Start)]);
    }

    private static string OneLine(string message) => string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c));
}
