using System.Net;
using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>The query API of a workspace, and of a cluster. It knows no KQL: each test says what it answers.</summary>
internal sealed class FakeQueryApi(Func<string, (int Status, string Body)> answer) : FakeApi
{
    /// <summary>Paths and queries, as they came.</summary>
    public List<(string Path, string Query)> Requests { get; } = [];

    /// <summary>An answer of the query API.</summary>
    public static (int Status, string Body) Table(string columns, params IEnumerable<object?[]> rows) =>
        (200, JsonSerializer.Serialize(new { tables = new[] { new { name = "PrimaryResult", columns = columns.Split(' ').Select(c => new { name = c.Split(':')[0], type = c.Split(':')[1] }), rows } } }));

    protected override async Task<(int Status, string Body)> AnswerAsync(HttpListenerRequest request)
    {
        using var json = await JsonDocument.ParseAsync(request.InputStream);
        var query = (json.RootElement.TryGetProperty("query", out var text) ? text : json.RootElement.GetProperty("csl")).GetString()!;
        Requests.Add((request.Url!.AbsolutePath, query));
        return answer(query);
    }
}
