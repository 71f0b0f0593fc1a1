using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>Reads a file into the YAML tree: every finding with its place, every key kept that can be kept.</summary>
public static class YamlReader
{
    /// <summary>The root mapping, or null when the file has none (then a diagnostic says why).</summary>
    public static YamlMapping? Read(SourceText source, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrWhiteSpace(source.Text))
        {
            diagnostics.Add(YamlDescriptors.Empty, default, YamlDescriptors.RuleShape);
            return null;
        }

        var section = YamlSection.Read(source, TextSpan.FromBounds(0, source.Text.Length), diagnostics);
        if (section.Error is { } error)
        {
            return YamlRecovery.Read(source, error, diagnostics);
        }

        switch (section.Root)
        {
            case YamlMapping mapping:
                return mapping;
            case null when section.Stopped:
                return null;
            case null:
                diagnostics.Add(YamlDescriptors.Empty, default, YamlDescriptors.RuleShape);
                return null;
            case { } other:
                diagnostics.Add(YamlDescriptors.NotAMapping, other.Span, other.Kind);
                return null;
        }
    }
}
