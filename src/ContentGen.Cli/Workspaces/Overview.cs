using System.Text;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Binding;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Workspaces;

/// <summary>The last words of a run over several workspaces: a line for each, those that failed among them.</summary>
internal sealed class Overview
{
    private readonly List<(string Workspace, string? Summary)> _lines = [];

    /// <summary>Notes what came of a workspace.</summary>
    /// <param name="file">The workspace.</param>
    /// <param name="summary">A few words; null: it failed, which has been said.</param>
    public void Add(WorkspaceFile file, string? summary) => _lines.Add((file.Target?.Name.Value ?? file.Source.Path, summary));

    /// <summary>Writes it, when there is more than one.</summary>
    public void Print(PlanFormat format, Terminal terminal)
    {
        if (_lines.Count < 2 || format == PlanFormat.Json)
        {
            return;
        }

        var text = new StringBuilder(format == PlanFormat.Markdown ? "\n### " : "\n").Append(Counted.Of(_lines.Count, "workspace"));
        var failed = _lines.Count(l => l.Summary is null);
        _ = text.Append(failed == 0 ? "" : $", {failed} of them failed").Append(format == PlanFormat.Markdown ? "\n\n| workspace | |\n|---|---|\n" : "\n");
        var width = _lines.Max(l => l.Workspace.Length);
        foreach (var (workspace, summary) in _lines)
        {
            _ = format == PlanFormat.Markdown
                ? text.Append("| ").Append(PlanMarkdown.Code(workspace)).Append(" | ").Append(summary ?? "failed").Append(" |\n")
                : text.Append("  ").Append(workspace.PadRight(width)).Append("  ").Append(summary ?? "failed").Append('\n');
        }

        terminal.Print(text.ToString());
    }
}
