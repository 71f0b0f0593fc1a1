using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Mapping;

/// <summary>Finds the log sources of a branch by its table and by the filters that tell its events apart (logsources.tsv).</summary>
internal static class LogSourceMap
{
    private const string Sysmon = "Sysmon";

    private static readonly Lazy<ILookup<string, Row>> Tables = new(() => MappingTable.Rows("sigma/logsources.tsv")
        .Select(r => new Row(r[0], r[1], [.. r[2].Split('|', StringSplitOptions.RemoveEmptyEntries)], new LogSource(Text(r[3]), Text(r[4]), Text(r[5])), r[6] == "none" ? null : Enum.Parse<Relation>(r[6], ignoreCase: true)))
        .ToLookup(r => r.Table, StringComparer.Ordinal));

    /// <summary>
    /// One choice for each log source that holds some of the branch's events; values that belong to none are in
    /// <paramref name="without"/>. Nothing when the table's events belong to no log source of the taxonomy.
    /// </summary>
    public static ImmutableArray<LogSourceChoice> Choose(Branch branch, out TestCondition? without)
    {
        without = null;
        var (rows, parts, channel) = Rows(branch);
        var decisive = parts.OfType<TestCondition>().FirstOrDefault(t => Rows(rows, t).Any(r => r.Values is ["*"] || Takes(t, r)));
        if (decisive is not null)
        {
            return [.. ByValue(rows, decisive, out without).Select(c => c with
            {
                Parts = [.. parts.SelectMany(p => p != decisive ? [p] : c.Parts)],
                Implied = [.. channel, .. c.Implied],
            })];
        }

        if (branch.Table == "SecurityEvent" && SecurityEvents.Guess(branch) is { } guess)
        {
            return [new LogSourceChoice(guess, branch.Parts, [], Relation.Approximate)];
        }

        var asked = SecurityEvents.Columns(branch);
        var usual = rows.Find(r => r.Values is ["?"] && asked.Contains(r.Column)) ?? rows.Find(r => r.Values.IsEmpty);
        return usual?.Relation is not { } relation ? []
            : branch.Table == "DeviceLogonEvents" ? [Logons(branch, usual.LogSource)]
            : [new LogSourceChoice(usual.LogSource, parts, channel, relation)];
    }

    /// <summary>The tables of a log source, and the values of the column that tells its events apart; the closest first.</summary>
    public static IEnumerable<(string Table, string Column, ImmutableArray<string> Values)> TablesOf(LogSource source) =>
        Tables.Value.SelectMany(t => t).Where(r => r.LogSource == source && r.Table != Sysmon && r.Relation is not null && !r.Table.StartsWith("im", StringComparison.Ordinal) && !r.Table.StartsWith('_'))
            .GroupBy(r => (r.Table, r.Column)).OrderBy(g => g.Min(r => r.Relation))
            .Select(g => (g.Key.Table, g.Key.Column, g.SelectMany(r => r.Values).Where(v => v is not ("?" or "*")).ToImmutableArray()));

    // Of the security log's events, logons are two; Defender also has attempts, which are none of them.
    private static LogSourceChoice Logons(Branch branch, LogSource source) =>
        branch.Parts.OfType<TestCondition>().Any(t => t is { Operator: TestOperator.Equal, Subject: ColumnValue { Name: "ActionType" } }) ? new LogSourceChoice(source, branch.Parts, [], Relation.Exact)
        : SecurityEvents.Columns(branch).Contains("ActionType") ? new LogSourceChoice(source, branch.Parts, [], Relation.Approximate)
        : new LogSourceChoice(source, branch.Parts.Insert(0, new TestCondition(new ColumnValue("ActionType", "string"), TestOperator.Equal, ["LogonSuccess", "LogonFailed"], false, branch.Span)), [], Relation.Narrowed);

    // Sysmon's events stand in the log of all Windows events; what they are, their number says.
    private static (List<Row> Rows, ImmutableArray<Condition> Parts, ImmutableArray<TestCondition> Channel) Rows(Branch branch)
    {
        var table = Parsers.Plain(branch.Table);
        if (table is "Event" or "WindowsEvent")
        {
            ImmutableArray<TestCondition> channel = [.. branch.Parts.OfType<TestCondition>().Where(t => t is { Operator: TestOperator.Equal, Subject: ColumnValue { Name: "EventLog" or "Channel" or "Source" or "Provider" }, Operands: [var only] }
                && only is "Microsoft-Windows-Sysmon/Operational" or "Microsoft-Windows-Sysmon")];
            if (!channel.IsEmpty)
            {
                return ([.. Tables.Value[Sysmon]], branch.Parts.RemoveRange(channel), channel);
            }
        }

        return ([.. Tables.Value[table]], branch.Parts, []);
    }

    private static IEnumerable<Row> Rows(List<Row> rows, TestCondition test) =>
        test is { Operator: TestOperator.Equal, Subject: ColumnValue column, Watchlist: null } ? rows.Where(r => r.Column == column.Name && r.Values is not ["?"]) : [];

    private static List<LogSourceChoice> ByValue(List<Row> rows, TestCondition test, out TestCondition? without)
    {
        var known = Rows(rows, test).Where(r => r.Values is not ["*"]).ToList();
        var left = test.Operands.ToList();
        var choices = new List<LogSourceChoice>();
        foreach (var mine in known.GroupBy(r => r.LogSource))
        {
            // A row of several values stands for all of them together, or for those that have no row of their own.
            bool Claims(Row row, string operand) => row.Values.Contains(operand, Comparer(test))
                && (row.Values.Length == 1 || row.Values.All(v => left.Contains(v, Comparer(test))) || !known.Exists(k => k.Values.Length == 1 && k.Values.Contains(operand, Comparer(test))));
            var taken = left.Where(o => mine.Any(r => Claims(r, o))).ToImmutableArray();
            if (taken.IsEmpty)
            {
                continue;
            }

            _ = left.RemoveAll(taken.Contains);
            var relation = Relations.Fold(mine.Select(r => r.Relation!.Value));
            var implied = test with { Operands = taken };
            var isWhole = mine.SelectMany(r => r.Values).All(v => taken.Contains(v, Comparer(test)));
            choices.Add(isWhole ? new LogSourceChoice(mine.Key, [], [implied], relation)
                : test.Subject is ColumnValue { Name: "EventLog" or "Channel" or "EventID" } ? new LogSourceChoice(mine.Key, [implied], [], relation)
                : new LogSourceChoice(mine.Key, [], [implied], Relations.Fold(Relation.Widened, relation)));
        }

        var rest = test with { Operands = [.. left] };
        var usual = Rows(rows, test).FirstOrDefault(r => r.Values is ["*"]) ?? rows.Find(r => r.Values.IsEmpty);
        without = left.Count > 0 && usual?.Relation is null ? rest : null;
        if (left.Count > 0 && usual?.Relation is { } others)
        {
            choices.Add(new LogSourceChoice(usual.LogSource, [rest], [], others));
        }

        return choices;
    }

    private static bool Takes(TestCondition test, Row row) => row.Values.Any(v => test.Operands.Contains(v, Comparer(test)));

    private static StringComparer Comparer(TestCondition test) => test.CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private static string? Text(string cell) => cell.Length == 0 ? null : cell;

    private sealed record Row(string Table, string Column, ImmutableArray<string> Values, LogSource LogSource, Relation? Relation);
}
