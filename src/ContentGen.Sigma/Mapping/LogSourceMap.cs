using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Mapping;

/// <summary>Finds the log source of a branch by its table and by the filters that tell its events apart (logsources.tsv).</summary>
internal static class LogSourceMap
{
    private static readonly Lazy<ILookup<string, Row>> Tables = new(() => MappingTable.Rows("sigma/logsources.tsv")
        .Select(r => new Row(r[0], r[1], r[2], new LogSource(Text(r[3]), Text(r[4]), Text(r[5])), Enum.Parse<Relation>(r[6], ignoreCase: true)))
        .ToLookup(r => r.Table, StringComparer.Ordinal));

    /// <summary>Null when the table's events belong to no log source of the taxonomy.</summary>
    public static LogSourceChoice? Choose(Branch branch)
    {
        var rows = Tables.Value[Parsers.Plain(branch.Table)].ToList();
        var decisive = branch.Parts.OfType<TestCondition>().FirstOrDefault(t => t is { Operator: TestOperator.Equal, Subject: ColumnValue column } && rows.Exists(r => r.Column == column.Name && Takes(t, r)));
        if (decisive is not null)
        {
            var meant = rows.Where(r => r.Column == ((ColumnValue)decisive.Subject).Name && Takes(decisive, r)).ToList();
            var sources = meant.Select(r => r.LogSource).Distinct().ToList();
            var isComplete = decisive.Operands.All(o => meant.Exists(r => string.Equals(r.Value, o, StringComparison.OrdinalIgnoreCase)));
            if (isComplete && (sources.Count == 1 || branch.Table == "DeviceFileEvents"))
            {
                return new LogSourceChoice(sources[0], branch.Parts.Remove(decisive), [decisive], sources.Count == 1 ? meant[0].Relation : Relation.Narrowed);
            }
        }

        if (branch.Table == "SecurityEvent" && SecurityEvents.Guess(branch) is { } guess)
        {
            return new LogSourceChoice(guess, branch.Parts, [], Relation.Approximate);
        }

        var usual = rows.Find(r => r.Value.Length == 0);
        return usual is null ? null : new LogSourceChoice(usual.LogSource, branch.Parts, [], usual.Relation);
    }

    /// <summary>The tables, and the value of the column that tells the events apart, for a log source; the closest first.</summary>
    public static IEnumerable<(string Table, string Column, string Value)> TablesOf(LogSource source) =>
        Tables.Value.SelectMany(t => t).Where(r => r.LogSource == source && !r.Table.StartsWith("im", StringComparison.Ordinal) && !r.Table.StartsWith('_'))
            .OrderBy(r => r.Relation).Select(r => (r.Table, r.Column, r.Value));

    private static bool Takes(TestCondition test, Row row) => row.Value.Length > 0 && test.Operands.Contains(row.Value, test.CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private static string? Text(string cell) => cell.Length == 0 ? null : cell;

    private sealed record Row(string Table, string Column, string Value, LogSource LogSource, Relation Relation);
}
