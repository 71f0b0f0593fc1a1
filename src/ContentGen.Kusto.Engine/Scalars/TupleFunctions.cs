using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Functions that return several columns.</summary>
internal static class TupleFunctions
{
    private static readonly Dictionary<string, Func<FunctionCall, IReadOnlyList<Expr>>> Entries = new(StringComparer.Ordinal);

    public static Func<FunctionCall, IReadOnlyList<Expr>>? Find(string name) => Entries.GetValueOrDefault(name);
}
