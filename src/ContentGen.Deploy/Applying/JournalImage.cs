using System.Text.Json;

namespace ContentGen.Deploy.Applying;

/// <summary>A resource and its mark as they were before an item was written; null: there was none.</summary>
public sealed record JournalImage(JsonElement? Resource, JsonElement? Mark);
