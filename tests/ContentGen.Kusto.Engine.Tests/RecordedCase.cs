using System.Text.Json;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>A query with the result that Microsoft's Kusto emulator gave. Types are .NET's names (Int64, SByte for bool).</summary>
public sealed record RecordedCase(string Id, string Query, string[] Columns, string[] Types, JsonElement[][] Rows)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<RecordedCase> Load() =>
        JsonSerializer.Deserialize<List<RecordedCase>>(File.ReadAllText(Path.Combine(TestFolders.Shared, "corpus", "kql-results", "cases.json")), Options)!;

    public override string ToString() => Id;
}
