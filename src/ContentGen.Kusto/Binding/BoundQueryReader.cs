using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Binding;

/// <summary>An answer of the host (two JSON lines) to a <see cref="BoundQuery"/>.</summary>
internal static class BoundQueryReader
{
    public static BoundQuery Read(ReadOnlySpan<byte> summaryLine, ReadOnlyMemory<byte> treeLine)
    {
        var wire = JsonSerializer.Deserialize(summaryLine, WireJson.Default.WireSummary) ?? throw new JsonException("no summary");
        if (wire.Failed is not null)
        {
            return BoundQuery.Failed(wire.Failed == "nested too deeply" ? BindFailure.TooDeep : BindFailure.Crashed);
        }

        // None for a query too deep to be walked, which the library has said by then.
        return new BoundQuery(treeLine.Span.SequenceEqual("null"u8) ? default : treeLine)
        {
            Diagnostics = [.. wire.Diagnostics.Select(Diagnostic)],
            ResultColumns = wire.Result?.Select(c => new ColumnSchema(c[0], c[1])).ToImmutableArray(),
            IsOpen = wire.Open,
            Tables = [.. wire.Tables],
            Columns = [.. wire.Columns],
            Functions = [.. wire.Functions],
            Watchlists = [.. wire.Watchlists],
            KnownFunctions = wire.KnownFunctions is { } known ? [.. known] : [],
            Comments = [.. wire.Comments.Select(c => new TextSpan(c[0], c[1]))],
        };
    }

    private static QueryDiagnostic Diagnostic(JsonElement[] d) => new(
        d[0].GetString()!,
        d[1].GetString() switch { "Error" => Severity.Error, "Warning" => Severity.Warning, _ => Severity.Info },
        d[2].GetString()!,
        new TextSpan(d[3].GetInt32(), d[4].GetInt32()));
}
