namespace ContentGen.Core.Diagnostics;

/// <summary>What the page of a code says of it: title, default severity, and what it is in one paragraph.</summary>
public sealed record DiagnosticPage(string Title, Severity Severity, string What)
{
    /// <summary>Reads a page in the form that all pages have: <c># CODE: Title</c>, <c>Severity: word</c>, <c>## What</c>.</summary>
    public static DiagnosticPage Parse(string text)
    {
        var lines = text.Split('\n');
        var title = lines[0][(lines[0].IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim();
        var severity = lines.FirstOrDefault(l => l.StartsWith("Severity: ", StringComparison.Ordinal))?["Severity: ".Length..].Trim() switch
        {
            "error" => Severity.Error,
            "warning" => Severity.Warning,
            _ => Severity.Info,
        };
        var what = lines.SkipWhile(l => l.TrimEnd() != "## What").Skip(1).SkipWhile(string.IsNullOrWhiteSpace).TakeWhile(l => !string.IsNullOrWhiteSpace(l));
        return new DiagnosticPage(title, severity, string.Join(' ', what.Select(l => l.Trim())));
    }
}
