using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Closing;

/// <summary>A node on the way down a tree: what stands above it, and the tabular expression whose columns it sees (null for none).</summary>
internal sealed record TreePlace(BoundNode Node, TreePlace? Above, BoundNode? Input);
