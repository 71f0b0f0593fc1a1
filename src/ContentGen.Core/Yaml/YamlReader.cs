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
            diagnostics.Add(YamlDescriptors.Empty, default);
            return null;
        }

        var input = YamlInput.Of(source, TextSpan.FromBounds(0, source.Text.Length));
        var builder = new YamlTreeBuilder(source, input, diagnostics);
        var root = builder.Build(out var error);
        if (error is not null && input.WithoutLeadingBlanks() is { } mended)
        {
            builder = new YamlTreeBuilder(source, mended, diagnostics);
            root = builder.Build(out var again);
            if (again is null)
            {
                error = null;
                foreach (var blank in mended.DeepBlankLines)
                {
                    diagnostics.Add(YamlDescriptors.DeepBlankLine, blank);
                }
            }
        }

        if (error is not null)
        {
            return YamlRecovery.Read(source, error, diagnostics);
        }

        switch (root)
        {
            case YamlMapping mapping:
                return mapping;
            case null when builder.Stopped:
                return null;
            case null:
                diagnostics.Add(YamlDescriptors.Empty, default);
                return null;
            default:
                diagnostics.Add(YamlDescriptors.NotAMapping, root.Span, root.Kind);
                return null;
        }
    }
}
