using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>
/// Compares a recorded result that came by chance (rand, new_guid, sample) with ours in all that chance leaves alone. What that is, runs
/// with several seeds show: the names and types of the columns and the number of rows always; a cell that is the same for every seed;
/// two cells that are the same as one another for every seed; the kind of a value; for a number, what no seed leaves (the range of
/// rand(n), the rows that sample picks from), with as much room as there is between the least and the greatest seen.
/// </summary>
internal static class ChanceComparison
{
    private const int Seeds = 12;

    /// <summary>The first difference; null when there is none.</summary>
    public static string? Difference(RecordedCase expected)
    {
        var compiled = QueryProgram.Compile(Queries.Bind(expected.Query));
        if (compiled.Program is not { } program)
        {
            return $"refused: {compiled.Refusal!.Construct}";
        }

        if (program.ChanceSpan is null)
        {
            return "nothing in it is left to chance";
        }

        var runs = new List<RunResult>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var run = program.Run(RecordedCasesTests.Emulator with { Seed = seed });
            if (run.Stopped is { } stopped)
            {
                return $"refused: {stopped}";
            }

            runs.Add(run);
        }

        return runs.Select(r => ResultComparison.ShapeDifference(expected, r)).FirstOrDefault(d => d is not null) ?? Cells(expected, runs);
    }

    private static string? Cells(RecordedCase expected, List<RunResult> runs)
    {
        var places = (from row in Enumerable.Range(0, expected.Rows.Length) from column in Enumerable.Range(0, expected.Columns.Length) select (row, column)).ToList();
        foreach (var (row, column) in places)
        {
            var wanted = ResultComparison.Cell(expected, row, column);
            var seen = runs.Select(r => ResultComparison.Cell(expected, r, row, column)).ToList();
            if (seen.TrueForAll(s => s == seen[0]) && seen[0] != wanted)
            {
                return $"row {row}, {expected.Columns[column]}: always {seen[0]} instead of {wanted}";
            }

            if (runs.TrueForAll(r => ValueOrder.IsNumber(r.Cell(row, column).Kind)))
            {
                var numbers = runs.Select(r => Numbers.Real(r.Cell(row, column))).ToList();
                var (least, most, value) = (numbers.Min(), numbers.Max(), expected.Rows[row][column].GetDouble());
                if (value < least - (most - least) || value > most + (most - least))
                {
                    return $"row {row}, {expected.Columns[column]}: {least} to {most} instead of {wanted}";
                }
            }

            var other = places.Find(p => p != (row, column) && runs.TrueForAll(r => ResultComparison.Cell(expected, r, p.row, p.column) == ResultComparison.Cell(expected, r, row, column))
                && ResultComparison.Cell(expected, p.row, p.column) != wanted);
            if (other != default)
            {
                return $"row {row}, {expected.Columns[column]}: always the same as {expected.Columns[other.column]} of row {other.row}";
            }
        }

        return null;
    }
}
