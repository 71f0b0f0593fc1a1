using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>
/// A deployment target as its file has it (<c>content/workspaces/NAME.yaml</c>): which workspace, what goes there, and how it differs
/// there. What is absent is null or empty, what is wrong has been reported and is left out.
/// </summary>
public sealed record WorkspaceTarget
{
    public required SourceText Source { get; init; }

    public required YamlMapping Yaml { get; init; }

    /// <summary>What the command line calls it: the key <c>name</c>, else the name of the file.</summary>
    public required Located<string> Name { get; init; }

    /// <summary>Lower-case GUID.</summary>
    public Located<string>? SubscriptionId { get; init; }

    public Located<string>? ResourceGroup { get; init; }

    /// <summary>The Log Analytics workspace's own name.</summary>
    public Located<string>? WorkspaceName { get; init; }

    /// <summary>Lower-case GUID: the workspace's own id (its customer id), by which Sentinel's Repositories feature finds files of parameters.</summary>
    public Located<string>? WorkspaceId { get; init; }

    public WorkspaceCloud Cloud { get; init; } = WorkspaceCloud.Public;

    /// <summary>The api-version of Microsoft.SecurityInsights; null: the program's default.</summary>
    public Located<string>? ApiVersion { get; init; }

    public WorkspaceSelection Include { get; init; } = WorkspaceSelection.Everything;

    /// <summary>What happens to rules of ours that the content no longer has. Nothing, unless the file says otherwise.</summary>
    public PrunePolicy Prune { get; init; } = PrunePolicy.Keep;

    /// <summary>What happens to rules whose tables the workspace lacks.</summary>
    public MissingTablesPolicy MissingTables { get; init; } = MissingTablesPolicy.Fail;

    /// <summary>Names of the workspaces that must have been deployed without a fault before this one starts.</summary>
    public ImmutableArray<Located<string>> After { get; init; } = [];

    public ImmutableArray<RuleOverride> Overrides { get; init; } = [];

    public ImmutableArray<WorkspaceExclusion> Exclusions { get; init; } = [];

    /// <summary>True when the file says which workspace it is about.</summary>
    public bool IsComplete => SubscriptionId is not null && ResourceGroup is not null && WorkspaceName is not null;
}
