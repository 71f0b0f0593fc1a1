using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>YAML tree of contentgen.yaml to <see cref="ContentProject"/>.</summary>
internal static class ProjectBinder
{
    public static readonly DiagnosticDescriptor FixedSeverity = new(
        "CG2306", Severity.Error, "Severity that cannot be changed", "the severity of '{0}' cannot be changed: a rule that has it cannot be read as it is written");

    public static readonly DiagnosticDescriptor UnknownCode = new("CG2307", Severity.Error, "Unknown code", "there is no diagnostic '{0}'{1}");

    private static readonly Vocabulary<Severity?> Words = new(
        "severity", ("error", Severity.Error), ("warning", Severity.Warning), ("info", Severity.Info), ("off", null));

    public static ContentProject Bind(YamlMapping root, DiagnosticBag diagnostics)
    {
        var reader = new MappingReader(root, "the project", diagnostics);
        var project = new ContentProject(reader.FilledText("name"), Severities(reader, diagnostics), reader.FilledText("baseline"));
        reader.Finish();
        return project;
    }

    private static SeveritySettings Severities(MappingReader reader, DiagnosticBag diagnostics)
    {
        if (reader.Mapping("severities") is not { } mapping)
        {
            return SeveritySettings.None;
        }

        var severities = ImmutableDictionary.CreateBuilder<string, Severity?>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var code = entry.Key.Value;
            if (reader.Shape<YamlMapping>(code, entry.Value, "a severity with its reason") is not { } value)
            {
                continue;
            }

            var inner = reader.Inner(value, code);
            var severity = inner.OneOf("severity", Words);
            inner.Require("severity");
            _ = inner.RequiredText("reason");
            inner.Finish();
            if (!DiagnosticCode.IsKnown(code))
            {
                diagnostics.Add(UnknownCode, entry.Key.Span, code, NearestName.Hint(code, DiagnosticPages.Codes));
            }
            else if (DiagnosticCode.IsPartOfReading(code))
            {
                diagnostics.Add(FixedSeverity, entry.Key.Span, code);
            }
            else if (severity is not null)
            {
                severities[code] = severity.Value;
            }
        }

        return new SeveritySettings(severities.ToImmutable());
    }
}
