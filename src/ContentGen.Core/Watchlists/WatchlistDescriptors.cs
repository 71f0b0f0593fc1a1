using ContentGen.Core.Diagnostics;

namespace ContentGen.Core.Watchlists;

/// <summary>311x: what can be wrong with a watchlist.</summary>
public static class WatchlistDescriptors
{
    public static readonly DiagnosticDescriptor ColumnName = new("CG3112", Severity.Error, "Column name", "the column {0}");

    public static readonly DiagnosticDescriptor RowLength = new(
        "CG3113", Severity.Error, "Row does not fit the header", "the row has {0} values, the header {1} columns");

    public static readonly DiagnosticDescriptor UnknownColumn = new("CG3114", Severity.Error, "Not a column of the watchlist", "'{0}' is no column of the watchlist{1}");

    public static readonly DiagnosticDescriptor ValueType = new("CG3115", Severity.Error, "Value of another type", "'{0}' is no {1}, which the column '{2}' is");

    public static readonly DiagnosticDescriptor Limit = new("CG3116", Severity.Error, "Watchlist beyond a limit", "{0:N0} {1}; the limit is {2:N0}");

    public static readonly DiagnosticDescriptor NoColumns = new("CG3117", Severity.Error, "Watchlist without columns", "the watchlist has neither columns nor rows");
}
