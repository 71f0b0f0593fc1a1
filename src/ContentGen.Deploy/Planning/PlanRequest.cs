using System.Collections.Frozen;
using ContentGen.Core.Content;
using ContentGen.Deploy.Service;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Planning;

/// <summary>What a plan is made of, besides the state of the workspace.</summary>
/// <param name="Workspace">Where it goes.</param>
/// <param name="ApiVersion">Of Microsoft.SecurityInsights.</param>
/// <param name="Content">What should be there.</param>
/// <param name="Prune">What becomes of ours that the content no longer has.</param>
/// <param name="MissingTables">What becomes of rules whose tables are not there.</param>
/// <param name="Deferred">Keys of items that the service lately refused to have again.</param>
/// <param name="Now">When the plan is made.</param>
public sealed record PlanRequest(
    WorkspaceAddress Workspace,
    string ApiVersion,
    DesiredContent Content,
    PrunePolicy Prune,
    MissingTablesPolicy MissingTables,
    FrozenSet<string> Deferred,
    DateTimeOffset Now);
