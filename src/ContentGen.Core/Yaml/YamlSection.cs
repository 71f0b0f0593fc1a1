using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>A part of a file as a tree, or the syntax error that it has.</summary>
internal sealed record YamlSection(YamlNode? Root, YamlSyntaxError? Error, bool Stopped)
{
    public static YamlSection Read(SourceText source, TextSpan part, DiagnosticBag diagnostics)
    {
        var input = YamlInput.Of(source, part);
        var first = Build(source, input, diagnostics);
        if (first.Error is null || input.WithoutLeadingBlanks() is not { } mended)
        {
            return first;
        }

        var second = Build(source, mended, diagnostics);
        if (second.Error is not null)
        {
            return first;
        }

        foreach (var blank in mended.DeepBlankLines)
        {
            diagnostics.AddFixable(YamlDescriptors.DeepBlankLine, blank, CodeFix.Of("empty the blank line", new TextEdit(blank, "")));
        }

        return second;
    }

    private static YamlSection Build(SourceText source, YamlInput input, DiagnosticBag diagnostics)
    {
        var builder = new YamlTreeBuilder(source, input, diagnostics);
        var root = builder.Build(out var error);
        return new YamlSection(root, error, builder.Stopped);
    }
}
