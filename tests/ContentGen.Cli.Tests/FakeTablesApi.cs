using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContentGen.Cli.Tests;

/// <summary>A tables API on this machine: two pages, or one refusal. It notes what it was asked.</summary>
internal sealed class FakeTablesApi : IDisposable
{
    private readonly HttpListener _listener = new();

    public FakeTablesApi(int status, params string[] pages)
    {
        Endpoint = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _ = Task.Run(() => ServeAsync(status, pages));
    }

    public string Endpoint { get; }

    public List<string> Requests { get; } = [];

    /// <summary>A project with a workspace `lab` that lives here.</summary>
    public string Project()
    {
        var project = Projects.Create();
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

    private async Task ServeAsync(int status, string[] pages)
    {
        try
        {
            for (; ;)
            {
                var context = await _listener.GetContextAsync();
                var request = context.Request;
                Requests.Add($"{request.HttpMethod} {request.Url!.PathAndQuery} {request.Headers["Authorization"]}");
                var page = int.TryParse(request.QueryString["page"], out var n) ? n : 0;
                var body = pages[page];
                if (status == 200)
                {
                    var next = page + 1 < pages.Length ? $",\"nextLink\":\"{Endpoint}{request.Url.AbsolutePath}?api-version=2022-10-01&page={page + 1}\"" : "";
                    body = $"{{\"value\":[{body}]{next}}}";
                }

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
