using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContentGen.Kusto.Binding;

/// <summary>The flat tree as Host/tree.js writes it; all numbers are indexes into the tables beside them, -1 is none.</summary>
internal sealed record WireTree(
    string[] Strings, JsonElement[][] Types, int[][] Symbols, int[][] Originals, int[] Nodes, int[] Tokens, int[] Names, WireBody[] Bodies);

internal sealed record WireBody(int Function, bool InQuery, int[] Parameters, int[] Nodes, int[] Tokens, int[] Names);

/// <summary>The first line of an answer.</summary>
internal sealed record WireSummary
{
    public int? Id { get; init; }

    public string? Failed { get; init; }

    public JsonElement[][] Diagnostics { get; init; } = [];

    public string[][]? Result { get; init; }

    public bool Open { get; init; }

    public int[][] Comments { get; init; } = [];

    public string[] Tables { get; init; } = [];

    public string[] Columns { get; init; } = [];

    public string[] Functions { get; init; } = [];

    public string[] Watchlists { get; init; } = [];

    public string[]? KnownFunctions { get; init; }

    public string? Formatted { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireTree))]
[JsonSerializable(typeof(WireSummary))]
[JsonSerializable(typeof(WireRequest))]
[JsonSerializable(typeof(WireReady))]
internal sealed partial class WireJson : JsonSerializerContext;

internal sealed record WireReady(bool Ready, string Node);

internal sealed record WireRequest(int Id, string Query, string[] Symbols, Dictionary<string, WireDeclaration> Declare, bool? Format = null);

/// <summary>A table or function for Host/declare.js.</summary>
internal sealed record WireDeclaration(
    string Kind, string Name, string? Columns = null, bool? Open = null, string? Parameters = null, string? Returns = null, string? Body = null,
    IReadOnlyDictionary<string, string>? Aliases = null);
