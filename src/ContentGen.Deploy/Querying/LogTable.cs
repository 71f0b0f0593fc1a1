using System.Collections.Immutable;
using System.Text.Json;

namespace ContentGen.Deploy.Querying;

/// <summary>The result of a query.</summary>
/// <param name="Columns">Names and Kusto types.</param>
/// <param name="Rows">A cell for each column, as JSON: texts for times and for what is dynamic, null where there is nothing.</param>
public sealed record LogTable(ImmutableArray<(string Name, string Type)> Columns, ImmutableArray<ImmutableArray<JsonElement>> Rows)
{
    /// <summary>A cell as a text; empty where there is nothing.</summary>
    public string Text(int row, int column) => Rows[row][column] switch
    {
        { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } cell => cell.GetString()!,
        var cell => cell.GetRawText(),
    };
}
