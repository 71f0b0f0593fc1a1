using System.Text.Json.Nodes;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// Whether what a conversion says of itself holds: exact is the same rows, widened all of them and maybe more, narrowed some of them.
/// The query runs on the offline engine, the rule on <see cref="RuleMatcher"/>.
/// </summary>
internal sealed record Claim(string Key, string Verdict, string? Unjudged, int Rows, int Both, int KqlAlone, int SigmaAlone, string? Example)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public bool Holds => Verdict switch
    {
        "exact" => KqlAlone == 0 && SigmaAlone == 0,
        "widened" => KqlAlone == 0,
        "narrowed" => SigmaAlone == 0,
        _ => true,
    };

    public static Claim Test(string key, BoundQuery query, SigmaResult result, IReadOnlyList<JsonObject> documents)
    {
        var compiled = QueryProgram.Compile(query);
        if (compiled.Program is not { } program)
        {
            return None($"engine: {compiled.Refusal!.Construct}");
        }

        var bases = documents.Where(d => d["detection"] is not null).ToList();
        if (bases.Exists(b => b.ToJsonString().Contains("|expand", StringComparison.Ordinal)) || documents.Count > bases.Count)
        {
            return None("later");
        }

        var matchers = bases.ConvertAll(b => new RuleMatcher(b));
        var values = new QueryValues(query);
        var (rows, both, kql, sigma, example) = (0, 0, 0, 0, (string?)null);
        var tables = SourceTable.Of(query);
        foreach (var table in tables)
        {
            foreach (var row in new RowMaker(values, table, new Random(7)).Rows(bases, Math.Max(2, 12 / bases.Count), 30).Take(400))
            {
                var data = table.Data([row], Now, values.EventFields);
                var input = new QueryInput { Now = Now, MissingAreEmpty = true };
                var outcome = program.Run(table.IsFunction ? input with { Functions = input.Functions.Add(table.Name, data) } : input with { Tables = input.Tables.Add(table.Name, data) });
                if (outcome.Stopped is { } why)
                {
                    return None($"engine stopped: {why}");
                }

                rows++;
                var e = EventModel.Event(row, Now);
                var (inKql, inSigma) = (outcome.Count > 0, matchers.Exists(m => m.Matches(e)));
                both += inKql && inSigma ? 1 : 0;
                kql += inKql && !inSigma ? 1 : 0;
                sigma += !inKql && inSigma ? 1 : 0;
                if ((inKql && !inSigma && result.VerdictWord is "exact" or "widened") || (!inKql && inSigma && result.VerdictWord is "exact" or "narrowed"))
                {
                    example ??= $"{(inKql ? "KQL" : "Sigma")} alone: {table.Name} {System.Text.Json.JsonSerializer.Serialize(row.Cells.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value))} -> {System.Text.Json.JsonSerializer.Serialize(e.Fields)}";
                }
            }
        }

        return new Claim(key, result.VerdictWord, null, rows, both, kql, sigma, example);

        Claim None(string why) => new(key, result.VerdictWord, why, 0, 0, 0, 0, null);
    }
}
