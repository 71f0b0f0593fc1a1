using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContentGen.Cli.Tests;

/// <summary>A JSON API on this machine, and a project with a workspace `lab` that lives there. What it answers is each test's business.</summary>
internal abstract class FakeApi : IDisposable
{
    private readonly HttpListener _listener = new();

    protected FakeApi()
    {
        Endpoint = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Endpoint { get; }

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

    protected abstract Task<(int Status, string Body)> AnswerAsync(HttpListenerRequest request);

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
                var (status, body) = await AnswerAsync(context.Request);
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
