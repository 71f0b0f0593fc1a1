using System.Collections.Immutable;
using ContentGen.Checks.Telemetry;
using ContentGen.Core.Text;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Simulation;

/// <summary>A test's rows as the engine wants them: of each run, those that it sees.</summary>
internal sealed class TestRows
{
    private readonly TestTelemetry _telemetry;
    private readonly RuleSchedule _schedule;
    private readonly ImmutableArray<TelemetryTable> _windowed;
    private readonly QueryInput _fixed;
    private (bool[] Seen, QueryInput Input, Dictionary<string, int[]> Places)? _last;

    public TestRows(TestTelemetry telemetry, RuleSchedule schedule, QueryInput fixtures)
    {
        (_telemetry, _schedule) = (telemetry, schedule);
        _windowed = [.. telemetry.Tables.Where(t => t.Kind == TelemetryKind.Table)];
        _fixed = fixtures with
        {
            Watchlists = fixtures.Watchlists.SetItems(Others(TelemetryKind.Watchlist)),
            Functions = fixtures.Functions.SetItems(Others(TelemetryKind.Function)),
            External = fixtures.External.SetItems(Others(TelemetryKind.External)),
        };
        Times = [.. _windowed.SelectMany(t => t.Rows).Select(r => (r.Time!.Value, r.Ingested!.Value))];
    }

    /// <summary>Of each row of a table: when its event happened and when the workspace had it.</summary>
    public ImmutableArray<(DateTimeOffset Time, DateTimeOffset Ingested)> Times { get; }

    /// <summary>True when a run sees a row that the last run does not see any more.</summary>
    public bool IsJudged(DateTimeOffset run) =>
        run == _telemetry.Now || Times.Any(t => _schedule.Sees(run, t.Time, t.Ingested) && !_schedule.Sees(_telemetry.Now, t.Time, t.Ingested));

    /// <summary>All rows, whenever they happened.</summary>
    public QueryInput Everything => _fixed with
    {
        Tables = _windowed.ToImmutableDictionary(t => t.Name, t => Build(t, [.. Enumerable.Range(0, t.Rows.Length)]), StringComparer.Ordinal),
    };

    /// <summary>What a run looks at. Runs that see the same rows get the same tables.</summary>
    public QueryInput At(DateTimeOffset run)
    {
        var seen = Times.Select(t => _schedule.Sees(run, t.Time, t.Ingested)).ToArray();
        if (_last is not { } last || !last.Seen.AsSpan().SequenceEqual(seen))
        {
            var places = new Dictionary<string, int[]>(StringComparer.Ordinal);
            var tables = ImmutableDictionary.CreateBuilder<string, TableData>(StringComparer.Ordinal);
            var at = 0;
            foreach (var table in _windowed)
            {
                var rows = Enumerable.Range(0, table.Rows.Length).Where(i => seen[at + i]).ToArray();
                tables[table.Name] = Build(table, rows);
                places[table.Name] = rows;
                at += table.Rows.Length;
            }

            _last = last = (seen, _fixed with { Tables = tables.ToImmutable() }, places);
        }

        return last.Input with { Now = run };
    }

    /// <summary>Where a row of the last input stands in the file; null for one that the test does not have.</summary>
    public (int Number, TextSpan Span)? PlaceOf(string table, int row)
    {
        if (_last?.Places.GetValueOrDefault(table) is not { } places || row < 0 || row >= places.Length)
        {
            return null;
        }

        return (places[row] + 1, _windowed.First(t => t.Name == table).Rows[places[row]].Span);
    }

    private IEnumerable<KeyValuePair<string, TableData>> Others(TelemetryKind kind) => _telemetry.Tables.Where(t => t.Kind == kind)
        .Select(t => KeyValuePair.Create(t.Name, Build(t, [.. Enumerable.Range(0, t.Rows.Length)])));

    private static TableData Build(TelemetryTable table, int[] rows)
    {
        var builder = new TableBuilder(table.Name, table.Columns);
        foreach (var row in rows)
        {
            if (builder.Add(table.Rows[row].Cells, table.Rows[row].Ingested) is { } wrong)
            {
                throw new InvalidOperationException($"the reader of telemetry let pass what the engine does not take: {wrong}");
            }
        }

        return builder.Build();
    }
}
