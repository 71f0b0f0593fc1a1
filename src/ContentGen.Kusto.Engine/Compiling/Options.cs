using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>set statements. Most tune how a cluster works; those that change results are known by name.</summary>
internal static class Options
{
    private static readonly HashSet<string> WithoutEffect = new(StringComparer.OrdinalIgnoreCase)
    {
        "notruncation", "truncationmaxrecords", "truncationmaxsize", "norequesttimeout", "servertimeout", "query_results_cache_max_age", "query_bin_auto_size", "query_bin_auto_at",
        "maxmemoryconsumptionperiterator", "maxmemoryconsumptionperquerypernode", "query_fanout_threads_percent", "query_fanout_nodes_percent", "query_force_row_level_security",
        "query_datascope", "query_language", "best_effort", "maxoutputcolumns", "query_take_max_records", "deferpartialqueryfailures", "materialized_view_shuffle",
    };

    /// <summary>The scope with the option's value, by the name of a set statement.</summary>
    public static Scope Set(BoundNode statement, Scope scope)
    {
        var name = statement.Child("Name")?.Name ?? "";
        if (!WithoutEffect.Contains(name))
        {
            throw QueryCompiler.Refuse($"the option '{name}'", statement);
        }

        return statement.Child("ValueClause")?.Child("Expression") is { } value ? scope.WithName(NameOf(name), new LetValue(value, Scope.Root)) : scope;
    }

    /// <summary>The value of an option, or null.</summary>
    public static Expr? Find(QueryCompiler compiler, Scope scope, string name) => scope.Find(NameOf(name)) is LetValue value ? value.Scalar(compiler) : null;

    // No let has such a name.
    private static string NameOf(string option) => "set " + option;
}
