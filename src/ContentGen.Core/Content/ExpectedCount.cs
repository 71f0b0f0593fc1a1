using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A number that a test expects, or a bound: <c>2</c>, <c>">= 2"</c>.</summary>
/// <param name="Comparison">One of = != &lt; &lt;= &gt; &gt;=.</param>
/// <param name="Value">What is compared with.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ExpectedCount(string Comparison, int Value, TextSpan Span)
{
    public bool Holds(int seen) => Comparison switch
    {
        "!=" => seen != Value,
        "<" => seen < Value,
        "<=" => seen <= Value,
        ">" => seen > Value,
        ">=" => seen >= Value,
        _ => seen == Value,
    };

    public override string ToString() => Comparison == "=" ? $"{Value}" : $"{Comparison} {Value}";
}
