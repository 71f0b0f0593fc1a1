using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Core.Binding;

/// <summary>Detection tests: their frame. The rows are typed later, against the schema of their table.</summary>
internal static class TestBinder
{
    public static DetectionTest? Bind(MappingReader reader)
    {
        var name = reader.RequiredText("name");
        var atomic = reader.Mapping("atomic") is { } a ? Atomic(reader.Inner(a, "atomic")) : null;
        var falsePositive = reader.Text("falsePositive");
        var expects = reader.OneOf("expects", Vocabularies.Expectation);
        reader.Require("expects");

        var now = reader.Time("now");
        var inconclusive = reader.FilledText("inconclusive");
        var signals = reader.Mappings("signals").Select(m => Signal(reader.Inner(m, "a signal"))).ToImmutableArray();
        var telemetry = Telemetry(reader);
        var result = reader.Mapping("result") is { } expected ? ExpectationBinder.Bind(reader.Inner(expected, "a result")) : null;
        reader.Finish();
        return name is null ? null : new DetectionTest(name, atomic, falsePositive, expects, now, inconclusive, signals, telemetry, result, reader.Span);
    }

    private static AtomicReference Atomic(MappingReader reader)
    {
        var atomic = new AtomicReference(reader.Text("technique"), reader.Identifier("guid"));
        reader.Finish();
        return atomic;
    }

    private static ExpectedSignal Signal(MappingReader reader)
    {
        var signal = new ExpectedSignal(reader.RequiredText("source"), reader.Text("eventId"), reader.Mapping("where"), reader.Span);
        reader.Finish();
        return signal;
    }

    private static ImmutableArray<TableRows> Telemetry(MappingReader reader)
    {
        if (reader.Mapping("telemetry") is not { } mapping)
        {
            return [];
        }

        var tables = reader.Inner(mapping, "telemetry");
        return [.. mapping.Entries.Select(e => new TableRows(new Located<string>(e.Key.Value, e.Key.Span), [.. tables.Mappings(e.Key.Value)]))];
    }
}
