using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContentGen.Cli.Graphs;

/// <summary>
/// <c>{"nodes":[{"id","kind","name","file","uses"}],"edges":[{"from","to"}]}</c>: a node's id is <c>kind:name</c>, edges are what a query names
/// itself, <c>uses</c> of a rule or hunting query all that it reaches, also through functions.
/// </summary>
internal static class GraphJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(ContentGraph graph)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("nodes");
            foreach (var node in graph.Nodes)
            {
                Write(writer, graph, node);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("edges");
            foreach (var (from, to) in graph.Edges)
            {
                writer.WriteStartObject();
                writer.WriteString("from", from);
                writer.WriteString("to", to);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, ContentGraph graph, GraphNode node)
    {
        writer.WriteStartObject();
        writer.WriteString("id", node.Key);
        writer.WriteString("kind", node.Kind);
        writer.WriteString("name", node.Name);
        if (node.File is not null)
        {
            writer.WriteString("file", node.File);
        }

        if (node.Kind is "rule" or "hunting-query")
        {
            writer.WriteStartArray("uses");
            foreach (var used in graph.UsedBy(node))
            {
                writer.WriteStringValue(used.Key);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
