namespace ContentGen.Kusto.Engine.Running;

/// <summary>What happened to the rows on the way, collected on demand.</summary>
public sealed class Trace
{
}
