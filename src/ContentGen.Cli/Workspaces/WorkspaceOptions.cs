using System.CommandLine;
using ContentGen.Cli.Commands;

namespace ContentGen.Cli.Workspaces;

/// <summary>Options that the verbs of workspaces share.</summary>
internal sealed class WorkspaceOptions
{
    public Option<string[]> Workspace { get; } = new("--workspace") { Description = "The name of a workspace in workspaces/. May be given several times.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };

    public Option<bool> All { get; } = new("--all") { Description = "All workspaces, ring after ring." };

    public Option<PlanFormat> Format { get; } = CommonOptions.Words(
        "--format", "How the result is written. Default: text.", ("text", PlanFormat.Text), ("json", PlanFormat.Json), ("markdown", PlanFormat.Markdown));

    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Also write the result to this file as JSON; with several workspaces, to files in this folder.", HelpName = "FILE" };

    public Option<bool> Yes { get; } = new("--yes") { Description = "Do not ask." };

    public Option<bool> DetailedExitCode { get; } = new("--detailed-exitcode") { Description = "Exit with 1 when there is something to do." };

    public Option<string> State { get; } = new("--state")
    {
        Description = "Folder of journals and receipts. Default: artifacts/deployments.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("artifacts", "deployments"),
    };
}
