using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>The keys that the community's format lacks; all of them may be absent.</summary>
internal static class AddedKeysBinder
{
    public static Rule Bind(Rule rule, MappingReader reader) => rule with
    {
        Confidence = reader.OneOf("confidence", Vocabularies.Confidence),
        Environment = reader.OneOf("environment", Vocabularies.Environment)?.Value ?? QueryEnvironment.Sentinel,
        DataSources = reader.Texts("dataSources"),
        References = reader.Texts("references"),
        Owner = reader.Text("owner"),
        FalsePositives = [.. reader.Mappings("falsePositives").Select(m => FalsePositive(reader.Inner(m, "a false positive"))).OfType<FalsePositive>()],
        Parameters = Parameters(reader),
        Tests = [.. reader.Mappings("tests").Select(m => TestBinder.Bind(reader.Inner(m, "a test"))).OfType<DetectionTest>()],
        HuntingQueries = [.. reader.Mappings("huntingQueries").Select(m => Hunting(reader.Inner(m, "a hunting query"))).OfType<RuleHuntingQuery>()],
        Investigation = reader.Texts("investigation"),
        Response = reader.Texts("response"),
        Related = Guids("related", reader),
        Supersedes = Guids("supersedes", reader),
        Deprecated = reader.Mapping("deprecated") is { } deprecated ? Deprecation(reader.Inner(deprecated, "deprecated")) : null,
        Suppressions = [.. reader.Mappings("suppress").Select(m => Suppression(reader.Inner(m, "a suppression"))).OfType<Suppression>()],
    };

    private static ImmutableArray<Located<string>> Guids(string key, MappingReader reader) =>
        [.. reader.Scalars(key).Select(reader.GuidOf).OfType<Located<string>>()];

    private static FalsePositive? FalsePositive(MappingReader reader)
    {
        var id = reader.RequiredText("id");
        var description = reader.RequiredText("description");
        var tuning = reader.Mapping("tuning") is { } t ? Tuning(reader.Inner(t, "a tuning")) : null;
        reader.Finish();
        return id is null || description is null ? null : new FalsePositive(id, description, tuning, reader.Span);
    }

    private static Tuning Tuning(MappingReader reader)
    {
        var exclude = reader.Scalar("exclude");
        var tuning = new Tuning(
            reader.Text("parameter"), exclude is null ? null : new KqlText(exclude.Value, exclude), reader.Text("at"), reader.Text("none"), reader.Span);
        if (tuning.Parameter is null && exclude is null && tuning.None is null)
        {
            reader.Require("parameter', 'exclude' or 'none");
        }

        reader.Finish();
        return tuning;
    }

    private static ImmutableArray<TuningParameter> Parameters(MappingReader reader)
    {
        if (reader.Mapping("parameters") is not { } mapping)
        {
            return [];
        }

        var parameters = ImmutableArray.CreateBuilder<TuningParameter>();
        foreach (var entry in mapping.Entries)
        {
            if (reader.Shape<YamlMapping>(entry.Key.Value, entry.Value, "a mapping") is { } value)
            {
                var inner = reader.Inner(value, "a parameter");
                parameters.Add(new TuningParameter(new Located<string>(entry.Key.Value, entry.Key.Span), inner.Text("description"), inner.Text("type")));
                inner.Finish();
            }
        }

        return parameters.ToImmutable();
    }

    private static RuleHuntingQuery? Hunting(MappingReader reader)
    {
        var name = reader.RequiredText("name");
        var query = RuleBinder.Query(reader);
        reader.Require("query");

        reader.Finish();
        return name is null || query is null ? null : new RuleHuntingQuery(name, query);
    }

    private static Deprecation Deprecation(MappingReader reader)
    {
        var deprecation = new Deprecation(reader.Date("since"), reader.RequiredText("reason"), reader.Identifier("replacedBy"), reader.Span);
        reader.Finish();
        return deprecation;
    }

    private static Suppression? Suppression(MappingReader reader)
    {
        var code = reader.RequiredText("code");
        var reason = reader.RequiredText("reason");
        reader.Finish();
        return code is null || reason is null ? null : new Suppression(code, reason, reader.Span);
    }
}
