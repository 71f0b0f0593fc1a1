using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Which content goes to a workspace: globs below the content folder, and tags. Empty lists select everything.</summary>
public sealed record WorkspaceSelection(ImmutableArray<Located<string>> Paths, ImmutableArray<Located<string>> Tags)
{
    public static readonly WorkspaceSelection Everything = new([], []);
}
