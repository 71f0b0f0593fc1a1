namespace ContentGen.Kusto.Catalog;

/// <summary>How a function that the workspace offers is declared to the language library.</summary>
public enum FunctionKind
{
    /// <summary>It has a body, which is bound at each call.</summary>
    Body,

    /// <summary>Returns rows whose columns are known in part; others may be there.</summary>
    TabularOpen,

    /// <summary>Returns rows of exactly these columns.</summary>
    Tabular,

    Scalar,

    /// <summary>Invoked on rows, adds columns to them (FileProfile).</summary>
    Extender,

    /// <summary>_GetWatchlist: the columns depend on the alias.</summary>
    Watchlist,

    /// <summary>workspace(): another database that has the same tables.</summary>
    Database,

    /// <summary>adx(), arg(), app(): another database of which nothing is known.</summary>
    OpenDatabase,
}
