using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Planning;

/// <summary>One property that changes. Null: it is absent on that side. Lists change as a whole.</summary>
/// <param name="Path">Names below <c>properties</c>, with '.' between them.</param>
/// <param name="From">What it is.</param>
/// <param name="To">What it becomes.</param>
public sealed record PropertyChange(string Path, JsonNode? From, JsonNode? To);
