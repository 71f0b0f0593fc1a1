using System.Text.Json;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;

namespace ContentGen.Cli.Querying;

/// <summary>query --batch FILE: one line of JSON for each query, in their order, whatever becomes of it.</summary>
internal static class BatchQueries
{
    // Queries whose analysis is under way at a time.
    private const int Ahead = 64;

    public static async Task<int> RunAsync(string path, QueryRunner runner, QueryEnvironment environment, Terminal terminal, CancellationToken cancellation)
    {
        var items = Read(path);
        var bound = new Queue<Task<BoundQuery>>();
        var next = 0;
        foreach (var item in items)
        {
            for (; next < items.Count && bound.Count < Ahead; next++)
            {
                bound.Enqueue(runner.BindAsync(items[next].Query, items[next].Environment ?? environment, cancellation));
            }

            var analysis = await bound.Dequeue().ConfigureAwait(false);
            var answer = runner.Answer(item.Query, analysis, item.Environment ?? environment, repeatable: true, cancellation);
            await terminal.Out.WriteLineAsync(ResultJson.Line(item.Id, answer).AsMemory(), cancellation).ConfigureAwait(false);
        }

        return ExitCodes.Clean;
    }

    private static List<Item> Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. json.RootElement.EnumerateArray().Select(e => new Item(
                e.GetProperty("id") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : e.GetProperty("id").GetRawText(),
                e.GetProperty("query").GetString() ?? "",
                e.TryGetProperty("environment", out var named) ? Environment(named.GetString()) : null))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new UsageException($"{path}: not a list of {{\"id\", \"query\", \"environment\"?}}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static QueryEnvironment? Environment(string? name) => name switch
    {
        null => null,
        "sentinel" => QueryEnvironment.Sentinel,
        "defender-xdr" => QueryEnvironment.DefenderXdr,
        _ => throw new InvalidOperationException($"'{name}' is not one of sentinel, defender-xdr"),
    };

    private sealed record Item(string Id, string Query, QueryEnvironment? Environment);
}
