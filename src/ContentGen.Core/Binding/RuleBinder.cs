using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>YAML tree to <see cref="Rule"/>: the community's keys and ours, all findings of the file in one pass.</summary>
public static partial class RuleBinder
{
    public static Rule Bind(YamlMapping root, DiagnosticBag diagnostics)
    {
        var reader = new MappingReader(root, "the rule", diagnostics);
        var kind = reader.OneOf("kind", Vocabularies.Kind);
        var rule = Read(root, reader, diagnostics) with { Kind = kind?.Value ?? RuleKind.Scheduled };
        // What another kind needs is not known.
        if (kind?.Value == RuleKind.Scheduled || !reader.Has("kind"))
        {
            reader.Require("id", "name", "severity", "query", "queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold");
        }
        else
        {
            reader.Require("id", "name", "severity", "query");
        }

        reader.Finish();
        return rule;
    }

    /// <summary>A hunting query; a kind that its file names says nothing about it.</summary>
    public static Rule BindHunting(YamlMapping root, DiagnosticBag diagnostics)
    {
        var reader = new MappingReader(root, "the hunting query", diagnostics);
        _ = reader.Text("kind");
        var query = Read(root, reader, diagnostics) with { Kind = RuleKind.Hunting };
        reader.Require("id", "name", "query");
        reader.Finish();
        return query;
    }

    private static Rule Read(YamlMapping root, MappingReader reader, DiagnosticBag diagnostics)
    {
        var id = reader.Identifier("id");
        diagnostics.RuleId = id?.Value;
        var rule = new Rule
        {
            Source = diagnostics.Source,
            Yaml = root,
            Id = id,
            Name = reader.FilledLine("name", "displayName"),
            Description = Description(reader, diagnostics),
            Severity = reader.OneOf("severity", Vocabularies.Severity),
            Status = reader.Text("status"),
            RequiredDataConnectors = [.. reader.Mappings("requiredDataConnectors").Select(m => Connector(reader.Inner(m, "a data connector")))],
            QueryFrequency = reader.Duration("queryFrequency"),
            QueryPeriod = reader.Duration("queryPeriod"),
            TriggerOperator = reader.OneOf("triggerOperator", Vocabularies.Operator),
            TriggerThreshold = reader.Integer("triggerThreshold"),
            Tactics = reader.AllOf("tactics", Vocabularies.Tactic),
            Techniques = Techniques(reader, diagnostics),
            Query = Query(reader),
            SuppressionEnabled = reader.Boolean("suppressionEnabled"),
            SuppressionDuration = reader.Duration("suppressionDuration"),
            Enabled = reader.Boolean("enabled"),
            Tags = Tags(reader),
            Metadata = reader.Mapping("metadata"),
            Version = Version(reader, diagnostics),
            TemplateName = reader.Identifier("alertRuleTemplateName"),
            TemplateVersion = reader.Text("templateVersion"),
        };
        rule = AlertBinder.Bind(rule, reader);
        return AddedKeysBinder.Bind(rule, reader);
    }

    /// <summary>A query: any scalar, but not an empty one.</summary>
    internal static KqlText? Query(MappingReader reader) =>
        reader.FilledText("query") is { } text ? new KqlText(text.Value, reader.Scalar("query")!) : null;

    // The community's packager strips literal quotes around a block of text; in a quoted YAML scalar they are the author's.
    private static Located<string>? Description(MappingReader reader, DiagnosticBag diagnostics)
    {
        if (reader.Scalar("description") is not { } scalar)
        {
            return null;
        }

        var text = scalar.Value.TrimEnd();
        var block = scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded;
        if (block && text.Length >= 2 && text.TrimStart() is ['\'' or '"', ..] trimmed && trimmed[^1] == trimmed[0])
        {
            diagnostics.AddFixable(BindingDescriptors.QuotedDescription, scalar.Map.ToSource(new TextSpan(text.Length - trimmed.Length, 1)), CommunityFixes.Unquote(scalar));
            text = trimmed[1..^1].Trim();
        }

        return new Located<string>(text, scalar.Span);
    }

    private static DataConnector Connector(MappingReader reader)
    {
        var connector = new DataConnector(reader.Text("connectorId"), reader.Texts("dataTypes", "datatypes"));
        reader.Finish();
        return connector;
    }

    private static ImmutableArray<Located<string>> Techniques(MappingReader reader, DiagnosticBag diagnostics)
    {
        var techniques = ImmutableArray.CreateBuilder<Located<string>>();
        foreach (var scalar in reader.Scalars("relevantTechniques", "techniques"))
        {
            var parts = scalar.Value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length > 1 && parts.All(p => TechniqueId().IsMatch(p)))
            {
                diagnostics.AddFixable(BindingDescriptors.SeveralInOne, scalar.Span, CommunityFixes.Items(diagnostics.Source, scalar, parts), scalar.Value.Trim(), parts.Length);
                techniques.AddRange(parts.Select(p => new Located<string>(p, scalar.Span)));
                continue;
            }

            var text = reader.Trimmed(scalar);
            if (!TechniqueId().IsMatch(text))
            {
                var upper = text.ToUpperInvariant();
                if (!TechniqueId().IsMatch(upper))
                {
                    diagnostics.Add(BindingDescriptors.NotATechnique, scalar.Span, text);
                    continue;
                }

                diagnostics.AddFixable(BindingDescriptors.OtherCase, scalar.Span, CommunityFixes.Word(scalar, upper), text, upper);
                text = upper;
            }

            techniques.Add(new Located<string>(text, scalar.Span));
        }

        return techniques.ToImmutable();
    }

    private static ImmutableArray<RuleTag> Tags(MappingReader reader)
    {
        if (reader.Shape<YamlSequence>("tags", reader.Take("tags"), "a list") is not { } list)
        {
            return [];
        }

        var tags = ImmutableArray.CreateBuilder<RuleTag>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { IsNull: false } word)
            {
                tags.Add(new RuleTag(null, new Located<string>(word.Value, word.Span)));
            }
            else if (reader.Shape<YamlMapping>("tags", item is YamlScalar ? null : item, "a list of texts") is { } pairs)
            {
                tags.AddRange(pairs.Entries.Where(e => e.Value is YamlScalar)
                    .Select(e => new RuleTag(e.Key.Value, new Located<string>(((YamlScalar)e.Value).Value, e.Value.Span))));
            }
        }

        return tags.ToImmutable();
    }

    private static Located<string>? Version(MappingReader reader, DiagnosticBag diagnostics)
    {
        var version = reader.Text("version");
        if (version is not null && !VersionNumber().IsMatch(version.Value.Trim()))
        {
            diagnostics.Add(BindingDescriptors.NotAVersion, version.Span, version.Value);
        }

        return version;
    }

    [GeneratedRegex(@"\AT[0-9]{4}(\.[0-9]{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TechniqueId();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionNumber();
}
