namespace ContentGen.Kusto.Engine.Tests;

/// <summary>Functions, case by case, from Functions.tsv: the source (a page of the Kusto documentation, or a measurement on the emulator), the expression, the printed answer.</summary>
public class FunctionTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Functions.tsv")).Skip(1)
        let fields = line.Split('\t')
        select new TestCaseData(fields[1], fields[2]).SetArgDisplayNames(fields[1]);

    [TestCaseSource(nameof(Cases))]
    public void Expression_gives_the_answer(string expression, string answer) =>
        Assert.That(Queries.Run("print x = " + expression).Cell(0, 0).ToString(), Is.EqualTo(answer));

    [TestCase("'a' matches regex '(?=b)'", "lookaround")]
    [TestCase("'a' matches regex '(?<!b)a'", "lookaround")]
    [TestCase("'a' matches regex @'[\\w-.]'", "begins with a class")]
    [TestCase(@"'aa' matches regex @'(a)\1'", "backreferences")]
    [TestCase("'a' matches regex '(a{1000}){1000}'", "too many states")]
    [TestCase("'a' matches regex '[a-z&&b]'", "operations on classes")]
    [TestCase("'a' matches regex '(a'", "without a ')'")]
    [TestCase("'a' matches regex 'a++'", "repetition")]
    [TestCase("format_datetime(datetime(2020-01-01), 'dddd')", "not documented")]
    [TestCase("replace_string('abc', '', 'x')", "not documented")]
    [TestCase("hash(1.5)", "not documented")]
    public void Doubtful_expression_is_refused_with_the_reason(string expression, string reason) =>
        Assert.That(QueryProgram.Compile(Queries.Bind("print x = " + expression)).Refusal?.Construct, Does.Contain(reason));
}
