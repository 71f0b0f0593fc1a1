using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A case-sensitive comparison of text whose case the attacker chooses. Windows runs PowerShell.EXE as readily as powershell.exe, and the
/// logs keep the spelling that was used.
/// </summary>
internal sealed class CaseSensitiveEvidence : IRuleCheck
{
    public static readonly DiagnosticDescriptor CaseSensitive = new("CG3513", Severity.Warning, "Case-sensitive comparison of evidence", "'{0}' compares {1} case-sensitively, but whoever starts the program chooses its case; use '{2}'");

    // Columns of the workspace's tables that hold file names, paths and command lines of Windows.
    private static readonly HashSet<string> Evidence = new(StringComparer.Ordinal)
    {
        "FileName", "FolderPath", "ProcessCommandLine", "PreviousFileName", "PreviousFolderPath", "InitiatingProcessFileName", "InitiatingProcessFolderPath",
        "InitiatingProcessCommandLine", "InitiatingProcessParentFileName", "CommandLine", "NewProcessName", "ParentProcessName", "ServiceFileName",
        "Process", "ProcessName", "ActingProcessName", "ActingProcessCommandLine", "TargetProcessName", "TargetProcessCommandLine", "ParentCommandLine",
    };

    private static readonly HashSet<string> Tables = new(StringComparer.Ordinal)
    {
        "DeviceProcessEvents", "DeviceFileEvents", "DeviceNetworkEvents", "DeviceRegistryEvents", "DeviceImageLoadEvents", "DeviceEvents", "DeviceLogonEvents", "SecurityEvent",
    };

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree })
        {
            return;
        }

        foreach (var node in tree.Root.Descendants())
        {
            if (Insensitive(node.Kind) is { } better && node.Child("Left") is { Kind: "NameReference", Symbol: { Kind: "column", Table: { } table } column }
                && Tables.Contains(table) && Evidence.Contains(column.Name) && node.Child("Right") is { } right && HasLetters(right))
            {
                context.Report(CaseSensitive, text.ToSource(node.Span), node.Token("Operator"), column.Name, better);
            }
        }
    }

    private static string? Insensitive(string kind) => kind switch
    {
        "EqualExpression" => "=~",
        "InExpression" => "in~",
        "ContainsCsExpression" => "contains",
        "HasCsExpression" => "has",
        "StartsWithCsExpression" => "startswith",
        "EndsWithCsExpression" => "endswith",
        _ => null,
    };

    private static bool HasLetters(BoundNode right) => (right.Kind == "ExpressionList" ? right.ChildrenOf("Expressions") : [right])
        .Any(e => e.Constant is { } constant && e.Type?.Name is "string" or "dynamic" && e.Constant!.Any(char.IsAsciiLetter));
}
