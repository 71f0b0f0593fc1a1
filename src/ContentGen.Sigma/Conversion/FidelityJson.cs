using System.Text.Json;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>The account of a conversion as JSON.</summary>
public static class FidelityJson
{
    /// <summary>The property <c>leaves</c>: kql, span [start, length], fidelity, effect, reason, field, document.</summary>
    public static void WriteLeaves(Utf8JsonWriter writer, SigmaResult result) => WriteLeaves(writer, result.Leaves);

    /// <summary>The property <c>filters</c>, where there are exclusions: title, verdict, reasons, leaves.</summary>
    public static void WriteFilters(Utf8JsonWriter writer, SigmaResult result)
    {
        if (result.Filters.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("filters");
        foreach (var filter in result.Filters)
        {
            writer.WriteStartObject();
            writer.WriteString("title", filter.Exclusion.Title);
            writer.WriteString("verdict", filter.VerdictWord);
            writer.WriteStartArray("reasons");
            foreach (var reason in filter.Reasons)
            {
                writer.WriteStringValue(reason);
            }

            writer.WriteEndArray();
            WriteLeaves(writer, filter.Leaves);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLeaves(Utf8JsonWriter writer, IEnumerable<LeafReport> leaves)
    {
        writer.WriteStartArray("leaves");
        foreach (var leaf in leaves)
        {
            writer.WriteStartObject();
            writer.WriteString("kql", leaf.Kql);
            writer.WriteStartArray("span");
            writer.WriteNumberValue(leaf.Span.Start);
            writer.WriteNumberValue(leaf.Span.Length);
            writer.WriteEndArray();
            writer.WriteString("fidelity", leaf.Fidelity);
            writer.WriteString("effect", Relations.Word(leaf.Effect));
            writer.WriteString("reason", leaf.Reason);
            writer.WriteString("field", leaf.Field);
            if (leaf.Branch >= 0)
            {
                writer.WriteNumber("branch", leaf.Branch);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
