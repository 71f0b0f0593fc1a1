using ContentGen.Core.Text;
using ContentGen.Kusto.Engine;

namespace ContentGen.Cli.Querying;

/// <summary>What became of a query: a result, a refusal with its place, or the first error of the Kusto library. One of the three.</summary>
internal sealed record QueryAnswer(RunResult? Result, string? Refused, TextSpan Span, string? Error)
{
    /// <summary>True where other runs give other rows, as Kusto does.</summary>
    public bool IsByChance { get; init; }

    public static QueryAnswer Of(RunResult result) => new(result, null, default, null);

    public static QueryAnswer Refusal(string why, TextSpan span) => new(null, why, span, null);

    public static QueryAnswer Wrong(string error) => new(null, null, default, error);
}
