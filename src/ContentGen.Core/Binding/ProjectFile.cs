using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>contentgen.yaml, read and bound, with what was found in it.</summary>
public sealed record ProjectFile(ContentProject Project, ImmutableArray<Diagnostic> Diagnostics)
{
    public static ProjectFile None { get; } = new(ContentProject.Default, []);

    public static ProjectFile Read(SourceText source)
    {
        // It marks the content folder; there need not be anything in it.
        if (source.Text.Split('\n').All(l => l.AsSpan().Trim() is [] or ['#', ..]))
        {
            return None;
        }

        var diagnostics = new DiagnosticBag(source);
        var root = YamlReader.Read(source, diagnostics);
        var project = root is null ? ContentProject.Default : ProjectBinder.Bind(root, diagnostics);
        return new ProjectFile(project, [.. diagnostics.Items]);
    }
}
