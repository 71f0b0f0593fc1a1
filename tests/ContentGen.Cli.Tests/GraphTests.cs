using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>What queries use, as data and as a picture.</summary>
public sealed class GraphTests
{
    private const string Query = """
        "let Feed = externaldata(Ip: string) [@'https://feeds.example.org/list.csv?sig=secret']; Logons() | where IpAddress in (Feed) | union (table('SigninLogs') | project TimeGenerated)"
        """;

    [Test]
    public async Task Json_has_what_a_query_names_and_what_it_reaches()
    {
        var graph = await Tool.RunAsync(Project(), "graph");
        using var json = JsonDocument.Parse(graph.Out);
        var edges = json.RootElement.GetProperty("edges").EnumerateArray().Select(e => $"{e.GetProperty("from")} -> {e.GetProperty("to")}");
        var rule = json.RootElement.GetProperty("nodes").EnumerateArray().First();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(graph.ExitCode, Is.Zero, graph.Error);
            Assert.That(edges, Is.EqualTo(new[]
            {
                $"rule:{Projects.Id} -> function:Logons", $"rule:{Projects.Id} -> table:SigninLogs", $"rule:{Projects.Id} -> feed:https://feeds.example.org/list.csv",
                "function:Logons -> watchlist:vip", "function:Logons -> table:SecurityEvent", "function:Lonely -> table:SigninLogs",
            }));
            Assert.That(rule.GetProperty("uses").EnumerateArray().Select(u => u.GetString()), Is.EqualTo(new[]
            {
                "function:Logons", "watchlist:vip", "table:SecurityEvent", "table:SigninLogs", "feed:https://feeds.example.org/list.csv",
            }));
            Assert.That(graph.Out, Does.Not.Contain("secret").And.Contain("\"id\": \"function:Lonely\""));
        }
    }

    [Test]
    public async Task Mermaid_names_nodes_by_numbers_and_keeps_their_texts_harmless()
    {
        var project = Project();
        var graph = await Tool.RunAsync(project, "graph", "--format", "mermaid", Path.Combine(project, "rules", "a.yaml"));
        Assert.That(graph.Out, Is.EqualTo("""
            flowchart LR
              n0["Logons of #34;x#34; #60;b#62;"]
              n1[["Logons"]]
              n2[/"vip"/]
              n3[("SecurityEvent")]
              n4[("SigninLogs")]
              n5>"https://feeds.example.org/list.csv"]
              n0 --> n1
              n0 --> n4
              n0 --> n5
              n1 --> n2
              n1 --> n3

            """.ReplaceLineEndings("\n")));
    }

    private static string Project()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule(name: "'Logons of \"x\" <b>'", query: Query)));
        _ = Directory.CreateDirectory(Path.Combine(project, "functions"));
        _ = Directory.CreateDirectory(Path.Combine(project, "watchlists"));
        File.WriteAllText(
            Path.Combine(project, "functions", "f.kql"),
            ".create-or-alter function Logons() { SecurityEvent | where Computer in ((_GetWatchlist('vip') | project Host)) }\n.create-or-alter function Lonely() { SigninLogs }\n");
        File.WriteAllText(Path.Combine(project, "watchlists", "vip.csv"), "Host\ndc-01\n");
        return project;
    }
}
