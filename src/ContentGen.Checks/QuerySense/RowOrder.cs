using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>Functions whose value depends on the rows around a row (KQL reference, window functions).</summary>
internal static class RowOrder
{
    private static readonly HashSet<string> Window = new(StringComparer.Ordinal)
    {
        "prev", "next", "row_number", "row_cumsum", "row_rank_dense", "row_rank_min", "row_window_session",
    };

    public static bool IsRead(string function) => Window.Contains(function);

    public static bool IsReadIn(BoundNode node) => node.Descendants().Any(n => n is { Kind: "FunctionCallExpression", Symbol: { } called } && IsRead(called.Name));
}
