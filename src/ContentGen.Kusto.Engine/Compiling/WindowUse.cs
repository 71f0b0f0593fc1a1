namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>Whether expressions of an operator look at the rows around theirs.</summary>
internal sealed class WindowUse
{
    public bool IsUsed { get; set; }
}
