
namespace ContentGen.Emit;

/// <summary>The content as one workspace gets it, for parameter files beside templates that all workspaces share.</summary>
/// <param name="FileName">What stands in the names of its files: the workspace's id where it is known, because Sentinel's Repositories feature looks for that, else its name.</param>
/// <param name="WorkspaceName">The Log Analytics workspace's own name.</param>
/// <param name="Content">What it gets, changed as it gets it.</param>
public sealed record WorkspaceVariant(string FileName, string WorkspaceName, EmitContent Content);
