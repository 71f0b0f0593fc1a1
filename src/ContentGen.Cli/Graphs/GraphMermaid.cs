using System.Globalization;
using System.Text;

namespace ContentGen.Cli.Graphs;

/// <summary>The graph as a Mermaid flow chart, from left to right; GitHub shows it in Markdown.</summary>
internal static class GraphMermaid
{
    public static string Print(ContentGraph graph)
    {
        var text = new StringBuilder("flowchart LR\n");
        var names = graph.Nodes.Select((n, i) => (n.Key, Name: string.Create(CultureInfo.InvariantCulture, $"n{i}"))).ToDictionary(p => p.Key, p => p.Name, StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            var (open, close) = Shape(node.Kind);
            _ = text.Append(CultureInfo.InvariantCulture, $"  {names[node.Key]}{open}\"{Escape(node.Name)}\"{close}\n");
        }

        foreach (var (from, to) in graph.Edges)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"  {names[from]} --> {names[to]}\n");
        }

        return text.ToString();
    }

    private static (string Open, string Close) Shape(string kind) => kind switch
    {
        "rule" => ("[", "]"),
        "hunting-query" => ("(", ")"),
        "function" => ("[[", "]]"),
        "watchlist" => ("[/", "/]"),
        "table" => ("[(", ")]"),
        _ => (">", "]"),
    };

    // Between quotes Mermaid takes any character by its number; a quote ends the text, '<' and '&' would be HTML, '#' begins such a number.
    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            _ = c is '"' or '<' or '>' or '&' or '#' or '`' || char.IsControl(c) ? text.Append(CultureInfo.InvariantCulture, $"#{(int)c};") : text.Append(c);
        }

        return text.ToString();
    }
}
