using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Overlays;

/// <summary>
/// What of a workspace's file cannot be trusted, because the file has errors there: an override or exclusion that was read in part only must
/// not look as if it had not been written.
/// </summary>
/// <param name="IsWhole">An error stands outside of overrides and exclusions, or in one of which nobody knows which rule it is about.</param>
/// <param name="Rules">Ids of the rules that the faulty entries are about.</param>
internal sealed record FaultyEntries(bool IsWhole, IReadOnlySet<string> Rules)
{
    public static FaultyEntries Of(WorkspaceFile file)
    {
        var errors = file.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        if (errors.Count == 0 || file.Target is not { } target)
        {
            return new FaultyEntries(errors.Count > 0, new HashSet<string>());
        }

        // A mapping has no end of its own: an error belongs to the last entry that begins before it.
        var starts = Starts(target.Yaml).OrderBy(s => s.Start).ToList();
        var blamed = errors.Select(e => starts.LastOrDefault(s => s.Start <= e.Span.Start).Rule).ToList();
        return new FaultyEntries(blamed.Contains(null), blamed.OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<(int Start, string? Rule)> Starts(YamlMapping root)
    {
        foreach (var entry in root.Entries)
        {
            yield return (entry.Key.Span.Start, null);
            var entries = (entry.Key.Value, entry.Value) switch
            {
                ("overrides", YamlMapping overrides) => overrides.Entries.Select(o => (o.Key.Span.Start, IdOf(o.Key))),
                ("exclusions", YamlSequence exclusions) => exclusions.Items.Select(e => (e.Span.Start, (e as YamlMapping)?.Find("rule")?.Value is YamlScalar id ? IdOf(id) : null)),
                _ => [],
            };
            foreach (var item in entries)
            {
                yield return item;
            }
        }
    }

    private static string? IdOf(YamlScalar scalar) => Guid.TryParseExact(scalar.Value.Trim(), "D", out var id) ? id.ToString() : null;
}
