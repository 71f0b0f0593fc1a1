using System.Text.Json.Nodes;

namespace ContentGen.Emit.Tests.ArmPairs;

/// <summary>A property that the two resources of a pair do not agree on; null where one does not have it.</summary>
internal sealed record PairDifference(ArmPair Pair, string Property, JsonNode? Ours, JsonNode? Theirs)
{
    public override string ToString() => $"{Pair.Name} {Property}: ours {Ours?.ToJsonString() ?? "nothing"}, theirs {Theirs?.ToJsonString() ?? "nothing"}";
}
