using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>The <c>result</c> of a test. What one alert must show may stand in <c>alerts</c> or, for short, beside it.</summary>
internal static class ExpectationBinder
{
    private static readonly string[] Comparisons = [">=", "<=", "!=", "==", ">", "<", "="];

    public static ExpectedResult Bind(MappingReader reader)
    {
        var alerts = reader.Take("alerts");
        var shown = Alert(reader);
        var result = new ExpectedResult(
            Count("rows", reader),
            Where("where", reader),
            alerts is YamlScalar count ? Count(count, reader) : null,
            [.. shown is null ? [] : new[] { shown }, .. Alerts(alerts, reader)],
            Count("suppressed", reader),
            Count("incidents", reader),
            reader.Span);
        reader.Finish();
        return result;
    }

    private static ExpectedAlert[] Alerts(YamlNode? alerts, MappingReader reader) => alerts switch
    {
        YamlMapping single => Of(single, reader),
        YamlSequence list => [.. list.Items.SelectMany(i => reader.Shape<YamlMapping>("alerts", i, "a number or a list of mappings") is { } m ? Of(m, reader) : [])],
        _ => [],
    };

    private static ExpectedAlert[] Of(YamlMapping mapping, MappingReader reader)
    {
        var inner = reader.Inner(mapping, "an alert");
        var alert = Alert(inner);
        inner.Finish();
        return alert is null ? [] : [alert];
    }

    // Null when nothing is said of an alert.
    private static ExpectedAlert? Alert(MappingReader reader)
    {
        var alert = new ExpectedAlert(
            reader.Scalar("name"), reader.Scalar("description"), reader.Scalar("severity"), reader.Texts("tactics"),
            [.. reader.Mappings("entities")], [.. reader.Mappings("noEntities")], reader.Mapping("customDetails"), reader.Mapping("properties"), reader.Span);
        return alert is { Name: null, Description: null, Severity: null, Tactics.IsEmpty: true, Entities.IsEmpty: true, NoEntities.IsEmpty: true, CustomDetails: null, Properties: null } ? null : alert;
    }

    private static ImmutableArray<YamlMapping> Where(string key, MappingReader reader) => reader.Take(key) switch
    {
        null => [],
        YamlMapping one => [one],
        YamlSequence list => [.. list.Items.Select(i => reader.Shape<YamlMapping>(key, i, "a mapping of columns")).OfType<YamlMapping>()],
        { } other => Wrong(key, other, reader),
    };

    private static ImmutableArray<YamlMapping> Wrong(string key, YamlNode node, MappingReader reader)
    {
        reader.WrongShape(node.Span, key, "a mapping of columns", node.Kind);
        return [];
    }

    private static ExpectedCount? Count(string key, MappingReader reader) => reader.Scalar(key) is { } scalar ? Count(scalar, reader) : null;

    private static ExpectedCount? Count(YamlScalar scalar, MappingReader reader)
    {
        var text = scalar.Value.Trim();
        var comparison = Comparisons.FirstOrDefault(c => text.StartsWith(c, StringComparison.Ordinal)) ?? "";
        if (int.TryParse(text[comparison.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new ExpectedCount(comparison is "" or "==" ? "=" : comparison, number, scalar.Span);
        }

        reader.Add(BindingDescriptors.NotANumber, scalar.Span, scalar.Value);
        return null;
    }
}
