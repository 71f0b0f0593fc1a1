namespace ContentGen.Cli.Workspaces;

internal enum PlanFormat
{
    Text,
    Json,
    Markdown,
}
