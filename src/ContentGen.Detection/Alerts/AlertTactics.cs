using System.Collections.Immutable;
using ContentGen.Core.Attack;

namespace ContentGen.Detection.Alerts;

/// <summary>The tactics that a result column gives: one, several with commas between them, or a JSON list.</summary>
internal static class AlertTactics
{
    private static readonly char[] Separators = [',', ';', '[', ']', '"'];

    /// <summary>Null when the column gives none: the rule's own hold.</summary>
    public static ImmutableArray<string>? Of(string? column, AlertCells cells)
    {
        if (column is null)
        {
            return null;
        }

        var named = cells.First(column).Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(n => TacticNames.All.Select(t => t.Sentinel).FirstOrDefault(t => t.Equals(n.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)))
            .OfType<string>().Distinct().ToImmutableArray();
        return named.IsEmpty ? null : named;
    }
}
