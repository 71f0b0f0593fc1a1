using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>The query API of a workspace, and of a cluster, on this machine. It knows no KQL: each test says what it answers.</summary>
internal sealed class FakeQueryApi : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, (int Status, string Body)> _answer;

    public FakeQueryApi(Func<string, (int Status, string Body)> answer)
    {
        _answer = answer;
        Endpoint = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Endpoint { get; }

    /// <summary>Paths and queries, as they came.</summary>
    public List<(string Path, string Query)> Requests { get; } = [];

    /// <summary>An answer of the query API.</summary>
    public static (int Status, string Body) Table(string columns, params IEnumerable<object?[]> rows) =>
        (200, JsonSerializer.Serialize(new { tables = new[] { new { name = "PrimaryResult", columns = columns.Split(' ').Select(c => new { name = c.Split(':')[0], type = c.Split(':')[1] }), rows } } }));

    /// <summary>A project with a workspace `lab` that lives here.</summary>
    public string Project(params (string Path, string Text)[] rules)
    {
        var project = Projects.Create(rules);
        _ = Directory.CreateDirectory(Path.Combine(project, "workspaces"));
        File.WriteAllText(
            Path.Combine(project, "workspaces", "lab.yaml"),
            $"name: lab\nsubscriptionId: d0cfe6b2-9ac0-4464-9919-dccaee2e48c0\nresourceGroup: rg\nworkspaceName: law\ncloud: {{endpoint: '{Endpoint}', audience: 'https://management.azure.com/'}}\n");
        return project;
    }

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            for (; ;)
            {
                var context = await _listener.GetContextAsync();
                using var json = await JsonDocument.ParseAsync(context.Request.InputStream);
                var query = (json.RootElement.TryGetProperty("query", out var text) ? text : json.RootElement.GetProperty("csl")).GetString()!;
                Requests.Add((context.Request.Url!.AbsolutePath, query));
                var (status, body) = _answer(query);
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
