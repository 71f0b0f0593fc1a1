namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>What a function looks at beyond its arguments.</summary>
internal enum FunctionNature
{
    /// <summary>Nothing: with constant arguments the result is a constant.</summary>
    Pure,

    /// <summary>The run: the same for all its rows.</summary>
    Run,

    /// <summary>The row, or the rows around it.</summary>
    Row,
}
