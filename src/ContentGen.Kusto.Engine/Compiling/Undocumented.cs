using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>Why what many people use, and the documentation leaves open, is refused.</summary>
internal static class Undocumented
{
    private static readonly Dictionary<string, string> Functions = new(StringComparer.Ordinal)
    {
        ["parse_user_agent"] = "by which patterns parse_user_agent() reads a user agent is not documented",
        ["hash_combine"] = "how hash_combine() combines hashes is not documented",
        ["hash_many"] = "how hash_many() combines hashes is not documented",
        ["current_principal"] = "who runs a query only the service knows",
        ["current_principal_details"] = "who runs a query only the service knows",
        ["current_principal_is_member_of"] = "who runs a query only the service knows",
        ["cursor_current"] = "the cursor of a database only the service knows",
        ["current_cursor"] = "the cursor of a database only the service knows",
        ["cursor_after"] = "the cursor of a database only the service knows",
        ["cursor_before_or_at"] = "the cursor of a database only the service knows",
        ["extent_id"] = "where rows are stored only the service knows",
        ["extent_tags"] = "where rows are stored only the service knows",
        ["datetime_list_timezones"] = "which time zones Kusto knows is not documented",
        ["rank_tdigest"] = "rank_tdigest() is an estimate in Kusto",
        ["percentrank_tdigest"] = "percentrank_tdigest() is an estimate in Kusto",
        ["series_fft"] = "how Kusto scales a Fourier transform, and what it does with lengths that are no power of two, is not documented",
        ["series_ifft"] = "how Kusto scales a Fourier transform, and what it does with lengths that are no power of two, is not documented",
        ["weekofyear"] = "weekofyear() is not the week of ISO 8601, and its page does not say enough of it; week_of_year() is",
    };

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["ReduceByOperator"] = "by which patterns reduce groups texts is not documented in detail",
        ["ForkOperator"] = "fork gives several tables; a query here has one result",
        ["FacetOperator"] = "facet gives several tables; a query here has one result",
    };

    public static string OfFunction(string name) => Functions.GetValueOrDefault(name) ?? $"the function '{name}' has no offline implementation";

    public static string OfOperator(string kind) => Operators.GetValueOrDefault(kind) ?? $"the operator '{kind}' has no offline implementation";

    /// <summary>Why an expression has no rows to show.</summary>
    public static string OfNoRows(BoundNode expression)
    {
        for (var step = expression; step is not null; step = step.Child("Expression"))
        {
            if (step.Child("Operator") is { } last && Operators.TryGetValue(last.Kind, out var why))
            {
                return why;
            }
        }

        return "the query returns no rows";
    }
}
