using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;

namespace ContentGen.Cli.Commands;

/// <summary>Reads the queries that sigma converts.</summary>
internal static class SigmaInput
{
    private const int MaxBytes = 64 * 1024 * 1024;

    public static ImmutableArray<SigmaQuery> Read(string path, bool isBatch, string? title, QueryEnvironment? environment)
    {
        var text = Text(path);
        return isBatch ? Batch(path, text, environment)
            : [new SigmaQuery(Path.GetFileNameWithoutExtension(path), text, title ?? Path.GetFileNameWithoutExtension(path), environment)];
    }

    private static string Text(string path)
    {
        var file = SourceReader.Read(Path.GetFullPath(path), path, MaxBytes);
        return file.Problem is { } problem ? throw new UsageException($"{path}: {problem.Message}")
            : string.IsNullOrWhiteSpace(file.Source.Text) ? throw new UsageException($"{path}: there is no query in it")
            : file.Source.Text;
    }

    private static ImmutableArray<SigmaQuery> Batch(string path, string text, QueryEnvironment? environment)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select((e, i) => One(path, e, i, environment))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException($"{path}: not a JSON array of queries: {e.Message}");
        }
    }

    private static SigmaQuery One(string path, JsonElement element, int index, QueryEnvironment? environment)
    {
        if (Property(element, "id") is not { } id || Property(element, "query") is not { } query)
        {
            throw new UsageException($"{path}: item {index} lacks 'id' or 'query'");
        }

        return new SigmaQuery(id, query, Property(element, "title") ?? $"Query {id}", environment ?? Property(element, "environment") switch
        {
            null => null,
            "sentinel" => QueryEnvironment.Sentinel,
            "defender-xdr" => QueryEnvironment.DefenderXdr,
            var other => throw new UsageException($"{path}: item {index}: environment '{other}' is neither sentinel nor defender-xdr"),
        });
    }

    private static string? Property(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
