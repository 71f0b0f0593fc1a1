namespace ContentGen.Kusto.Binding;

/// <summary>Why there is no analysis of a query.</summary>
public enum BindFailure
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>It took longer than the time limit.</summary>
    TimedOut,

    /// <summary>The process that analysed it ended, twice.</summary>
    Crashed,

    /// <summary>It is longer than what is analysed at all.</summary>
    TooLong,

    /// <summary>It is nested more deeply than the library can follow.</summary>
    TooDeep,
}
