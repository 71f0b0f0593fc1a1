using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>A workspace's file, read and bound: the target, unless the file holds none, and what was found on the way.</summary>
public sealed record WorkspaceFile(SourceText Source, WorkspaceTarget? Target, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Target is null || Diagnostics.Any(d => d.Severity == Severity.Error);

    public static WorkspaceFile Read(SourceText source)
    {
        var diagnostics = new DiagnosticBag(source);
        var root = YamlReader.Read(source, diagnostics);
        var target = root is null ? null : WorkspaceBinder.Bind(root, diagnostics);
        return new WorkspaceFile(source, target, [.. diagnostics.Items]);
    }

    /// <summary>A file that could not be read at all.</summary>
    public static WorkspaceFile Unreadable(Diagnostic diagnostic) => new(diagnostic.Source, null, [diagnostic]);
}
