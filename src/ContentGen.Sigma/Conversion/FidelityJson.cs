using System.Text.Json;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>The account of a conversion as JSON.</summary>
public static class FidelityJson
{
    /// <summary>The property <c>leaves</c>: kql, span [start, length], fidelity, effect, reason, field, document.</summary>
    public static void WriteLeaves(Utf8JsonWriter writer, SigmaResult result)
    {
        writer.WriteStartArray("leaves");
        foreach (var leaf in result.Leaves)
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
