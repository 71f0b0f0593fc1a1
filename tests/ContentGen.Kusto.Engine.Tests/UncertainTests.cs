namespace ContentGen.Kusto.Engine.Tests;

/// <summary>What Kusto's documentation leaves open has no answer, with the reason; never a guess.</summary>
public class UncertainTests
{
    // Rounding, logarithms and the defaults of aggregates as far as their pages go.
    [TestCase("print round(2.5)", "to the even number")]
    [TestCase("print log(0)", "outside of its domain")]
    [TestCase("print pow(-8, 0.5)", "outside of its domain")]
    [TestCase("datatable(x:long)[1] | summarize stdev(x)", "spread of one value")]
    [TestCase("datatable(x:long)[] | summarize covariance(x, x)", "spread of no value")]
    [TestCase("""datatable(x:long)[] | summarize make_bag(bag_pack("a", x))""", "make_bag() gives of nothing")]
    [TestCase("print jaccard_index(dynamic([]), dynamic([]))", "of two empty arrays")]
    [TestCase("print series_fit_2lines_dynamic(dynamic([1, 2, 3, 4, 5, 6])).line_fit", "no cut is better than all others")]
    [TestCase("print series_fit_2lines_dynamic(range(1, 5001, 1)).line_fit", "more than 5000 points")]
    [TestCase("print y=dynamic([1, 2, 3]) | extend (a, b) = series_fit_2lines(y) | project y, b", "which of the points beside the cut")]
    [TestCase("print y=dynamic([1, 2, 3]) | extend (a, b) = series_fit_2lines(y) | project y, c = pack_all()", "which of the points beside the cut")]
    [TestCase("datatable(a:dynamic)[dynamic([[1], 2])] | summarize make_set(a)", "the nulls and arrays in an array")]
    [TestCase("print toguid('{01234567-89ab-cdef-0123-456789abcdef}')", "with brackets")]
    [TestCase("print toguid('0123-456789abcdef0123456789abcdef')", "out of their places")]
    [TestCase("print current_database()", "is not given")]
    [TestCase("print parse_version('99999999.1')", "more than 28 digits")]

    // Kusto's decimals have 34 digits, ours 28.
    [TestCase("print decimal(1) / 3", "more than 28 digits")]
    [TestCase("print decimal(0.123456789012345) * decimal(0.123456789012345)", "more than 28 digits")]
    [TestCase("datatable(x:decimal)[1, 1, 2] | summarize avg(x)", "more than 28 digits")]
    [TestCase("print todecimal(0.1)", "no short decimal")]
    [TestCase("datatable(x:real)[1, real(nan)] | summarize max(x)", "NaN")]

    // A row with an empty array is dropped (page of mv-expand) by a subquery that goes row by row; of a sum nobody says.
    [TestCase("datatable(a:dynamic)[dynamic([])] | mv-apply a on (summarize count())", "an empty array")]

    // The pages of the plugins about user activity show windows that begin with a step.
    [TestCase("datatable(u:string, t:datetime)['a', datetime(2020-01-01 10:00)] | evaluate sliding_window_counts(u, t, datetime(2020-01-01), datetime(2020-01-02), 3d, 1d)", "in which windows")]
    [TestCase("datatable(u:string, t:datetime)['a', datetime(2019-12-31)] | evaluate activity_counts_metrics(u, t, datetime(2020-01-01), datetime(2020-01-02), 1d)", "outside of its time")]

    // How Kusto looks for periods is known where one stands out.
    [TestCase("print y=dynamic([1, 5, 2, 8, 3, 1, 9, 2, 4, 7, 1, 3, 8, 2, 6, 1]) | extend series_decompose(y)", "finds a period")]
    [TestCase("print y=dynamic([1, 5, 2, 8, 3, 1, 9, 2, 4, 7, 1, 3, 8, 2, 6, 1]) | project series_periods_detect(y, 0.0, 8.0, 1)", "finds a period")]
    [TestCase("print y=dynamic([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]) | extend series_seasonal(y)", "does not vary")]
    [TestCase("range x from 0 to 47 step 1 | summarize y=make_list(x % 6) | project series_periods_detect(y, 0.0, 24.0, 2)", "which periods")]
    [TestCase("range x from 0 to 47 step 1 | summarize y=make_list(x % 6) | project series_periods_validate(y, 5.0)", "takes 5")]
    [TestCase("print gzip_compress_to_base64_string('abcabcabcabc')", "how Kusto compresses")]

    // "Can't use 'x' as it is defined outside its row-context scope" (page of toscalar).
    [TestCase("let d = datatable(x:long, y:long)[1, 2, 3, 4]; let tg = (x_:long) { toscalar(d | where x == x_ | project y) }; datatable(x:long)[1, 2] | extend y = tg(x)", "a column of rows outside")]
    [TestCase("let g = (a:long) { toscalar(print z = a) }; let f = (b:long) { g(b + 1) }; range x from 1 to 3 step 1 | where f(x) > 1", "a column of rows outside")]

    // "May yield two possible outputs": with a filter that hears both sides, or one further on, the choice of the left row shows.
    [TestCase("datatable(k:int, v:int)[1, 1, 1, 2] | join (datatable(k:int, w:int)[1, 1]) on k | where v == w", "kind=innerunique")]
    [TestCase("datatable(k:int, v:int)[1, 1, 1, 2] | join (datatable(k:int, w:int)[1, 1]) on k | project v | where v == 1", "kind=innerunique")]
    public void No_answer(string query, string reason)
    {
        var bound = Queries.Bind(query);
        Assert.That(Queries.Errors(bound), Is.Empty);
        var compiled = QueryProgram.Compile(bound);
        Assert.That(compiled.Refusal?.Construct ?? compiled.Program!.Run(Queries.Input()).Stopped, Does.Contain(reason));
    }

    [TestCase("range x from 1 to 3 step 1 | fork (where x > 1) (count)", "several tables")]
    [TestCase("print x=1 | facet by x", "several tables")]
    [TestCase("print x='a' | reduce by x", "is not documented in detail")]
    [TestCase("print weekofyear(now())", "week_of_year")]
    [TestCase("let A = view () { print a=1 }; let B = view () { print c=2 }; search in (A, B) a == 1", "all columns of the condition")]
    [TestCase("let A = view () { print a=1 }; search 'x'", "search over all tables")]
    [TestCase("let SecA = view () { print a=1 }; union Sec*", "beside views")]
    [TestCase("print hash_many('a', 'b')", "combines hashes")]
    public void Refused_with_a_reason_of_its_own(string query, string reason) =>
        Assert.That(QueryProgram.Compile(Queries.Bind(query)).Refusal?.Construct, Does.Contain(reason));

    [Test]
    public void A_choice_of_a_join_that_does_not_show_in_a_filter_is_none()
    {
        const string query = "datatable(k:int, v:int)[1, 1, 1, 2] | join kind=innerunique (datatable(k:int, w:int)[1, 1]) on k | project v, w | where w == 1";
        Assert.That(Queries.Run(query).Text(0, 0), Is.EqualTo("1"));
    }
}
