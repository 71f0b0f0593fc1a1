namespace ContentGen.Kusto.Engine.Closing;

internal enum OpenSourceKind
{
    Table,
    Function,
    Watchlist,
}
