using System.Text.Json;
using ContentGen.Cli.Running;
using ContentGen.Deploy.Querying;
using ContentGen.Deploy.Service;
using ContentGen.Detection.Workspaces;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Cli.Testing;

/// <summary>A workspace or a cluster as the engine of tests.</summary>
internal sealed class LogStoreEngine(ILogStore store) : IQueryEngine
{
    public string Name => store.Name;

    public async Task<RunResult> RunAsync(string query, CancellationToken cancellation)
    {
        LogTable table;
        try
        {
            table = await store.QueryAsync(query, cancellation).ConfigureAwait(false);
        }
        catch (AzureException e) when (e.Status is 400 or 200)
        {
            // The query is at fault, or more than the service answers; the next one may do.
            return RunResult.None(e.Line);
        }
        catch (AzureException e)
        {
            throw new EnvironmentException($"{store.Name} cannot be asked: {e.Line}", e);
        }

        var rows = new TableBuilder("", [.. table.Columns.Select(c => new ColumnSchema(c.Name, c.Type))]);
        foreach (var row in table.Rows)
        {
            if (rows.Add(table.Columns.Zip(row, (c, cell) => KeyValuePair.Create(c.Name, Cell(cell, c.Type)))) is { } wrong)
            {
                return RunResult.None($"its answer is not understood: {wrong}");
            }
        }

        return RunResult.Of(rows.Build());
    }

    // Both services write what is dynamic as a text of JSON, and one of them a bool as a number.
    private static object? Cell(JsonElement cell, string type)
    {
        if (type == "dynamic" && cell.ValueKind == JsonValueKind.String)
        {
            try
            {
                using var json = JsonDocument.Parse(cell.GetString()!);
                return Value(json.RootElement);
            }
            catch (JsonException)
            {
                return cell.GetString();
            }
        }

        return type == "bool" && cell.ValueKind == JsonValueKind.Number ? cell.GetDouble() != 0 : Value(cell);
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Object => value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Value(p.Value))).ToList(),
        _ => null,
    };
}
