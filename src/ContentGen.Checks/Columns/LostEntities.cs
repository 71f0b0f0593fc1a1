using System.Text.RegularExpressions;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Columns;

/// <summary>
/// The query named a user, a host or an address, and its result has none: whoever gets the alert has to look for it. So does who gets one
/// without anybody at all, though the data had them. Followed by name: a result column counts when it is such a column, or was made of one
/// anywhere in the query; so does one whose origin does not show.
/// </summary>
internal sealed partial class LostEntities : IRuleCheck
{
    public static readonly DiagnosticDescriptor Lost = new("CG3304", Severity.Info, "Entity lost on the way", "the query {0} {1} ('{2}') but returns nothing of it");

    private static readonly string[] Numbers = ["count", "countif", "dcount", "dcountif", "sum", "sumif", "avg", "avgif", "min", "max"];

    private static readonly string[] Aggregates = [.. Numbers, "set", "list", "any", "take", "arg"];

    // About the workspace rather than about somebody.
    private static readonly HashSet<string> OfTheWorkspace = new(StringComparer.Ordinal) { "Usage", "Operation", "SentinelHealth", "SentinelAudit", "SecurityIncident", "LAQueryLogs" };

    private static readonly (string What, Regex Pattern)[] Kinds = [("a user", User()), ("a host", Host()), ("an address", Address())];

    public void Check(RuleContext context)
    {
        if (context is not { Query: { ResultColumns: { } columns, IsOpen: false, Tree: { } tree, Columns: { IsEmpty: false } read }, QueryHasErrors: false, Rule.Query: { } text })
        {
            return;
        }

        Origins? origins = null;
        var anybody = !context.Rule.EntityMappings.IsEmpty || columns.Any(c => c.Name.EndsWith("CustomEntity", StringComparison.Ordinal));
        foreach (var (what, pattern) in Kinds)
        {
            var name = read.Select(c => c[(c.LastIndexOf('.') + 1)..]).FirstOrDefault(pattern.IsMatch);
            if (columns.Any(c => pattern.IsMatch(c.Name)))
            {
                anybody = true;
                continue;
            }

            origins ??= new Origins(
                tree.Root.Descendants().Concat(tree.Bodies.SelectMany(b => b.Root.Descendants()))
                    .Where(n => n.Kind == "SimpleNamedExpression" && n.Child("Name")?.Name is not null).ToLookup(n => n.Child("Name")!.Name!, StringComparer.Ordinal),
                read.Select(c => c[(c.LastIndexOf('.') + 1)..]).ToHashSet(StringComparer.Ordinal));
            if (columns.Any(c => IsMadeOf(c.Name, pattern, origins, [])))
            {
                anybody = true;
            }
            else if (name is not null)
            {
                anybody = true;
                var place = tree.Root.Descendants().FirstOrDefault(n => n.Kind == "NameReference" && n.Name == name)?.Span ?? new TextSpan(0, 1);
                context.Report(Lost, text.ToSource(place), "reads", what, name);
            }
        }

        if (!anybody && InTheData(context.Facts) is var (kind, column))
        {
            context.Report(Lost, text.ToSource(ResultShape.PlaceOf(tree)), "has", kind, column);
        }
    }

    // What the rows of the result had before the query chose its columns.
    private static (string What, string Column)? InTheData(QueryFacts? facts)
    {
        var tables = (facts?.Branches ?? []).Where(b => b.Role == BranchRole.Result && b.Source.Table is { } table && !OfTheWorkspace.Contains(table)).ToList();
        foreach (var (what, pattern) in Kinds)
        {
            if (tables.SelectMany(b => b.Source.Node.Type?.Columns ?? []).FirstOrDefault(c => pattern.IsMatch(c.Name)) is { } column)
            {
                return (what, column.Name);
            }
        }

        return null;
    }

    private static bool IsMadeOf(string name, Regex pattern, Origins origins, HashSet<string> seen)
    {
        if (!seen.Add(name))
        {
            return false;
        }

        if (pattern.IsMatch(name))
        {
            return true;
        }

        if (origins.Made.Contains(name))
        {
            return origins.Made[name].SelectMany(NamesIn).Any(n => n == "*" || IsMadeOf(n, pattern, origins, seen));
        }

        // Implicit names of aggregates hold their argument's: set_Computer; a number of hosts is no host: dcount_Computer.
        var parts = name.Split('_', 2);
        return parts.Length == 2 && Enumerable.Contains(Aggregates, parts[0])
            ? !Enumerable.Contains(Numbers, parts[0]) && IsMadeOf(parts[1], pattern, origins, seen)
            : !origins.Read.Contains(name);
    }

    // The names that a value is made of, without those that are only counted.
    private static IEnumerable<string> NamesIn(BoundNode node)
    {
        var open = new Stack<BoundNode>([node.Child("Expression") ?? node]);
        while (open.TryPop(out var next))
        {
            if (next is { Kind: "FunctionCallExpression", Symbol.Name: "dcount" or "dcountif" or "count" or "countif" or "count_distinct" or "isnotempty" or "isempty" })
            {
                continue;
            }

            if (next.Kind == "NameReference" && next.Symbol?.Kind is not ("function" or "aggregate") && next.Name is { } name)
            {
                yield return name;
            }
            else if (next.Kind == "StarExpression")
            {
                yield return "*";
            }

            foreach (var child in next.Children)
            {
                open.Push(child);
            }
        }
    }

    private sealed record Origins(ILookup<string, BoundNode> Made, HashSet<string> Read);

    [GeneratedRegex(@"\A(Account|AccountName|AccountUpn|UserPrincipalName|User|UserName|UserId|UserKey|Caller|CallerPrincipalName|TargetUserName|TargetAccount|SubjectUserName|SubjectAccount|SourceUserName|DestinationUserName|AccountObjectId|AccountSid|InitiatingProcessAccountName|InitiatingProcessAccountUpn|MailboxOwnerUPN|RecipientEmailAddress|SenderFromAddress|ActorUsername|TargetUsername|SrcUsername|DstUsername)\z", RegexOptions.CultureInvariant)]
    private static partial Regex User();

    [GeneratedRegex(@"\A(Computer|DeviceName|DeviceId|HostName|Hostname|WorkstationName|Workstation|SourceHostName|DestinationHostName|Dvc|DvcHostname|SrcHostname|DstHostname|RemoteDeviceName)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"\A(IPAddress|IpAddress|ClientIP|ClientIp|ClientIPAddress|CallerIpAddress|CallerIPAddress|SourceIP|DestinationIP|RemoteIP|LocalIP|SrcIpAddr|DstIpAddr|ComputerIP|RemoteIPAddress|SenderIPv4|cIP|csIp|ActorIPAddress|SourceIp|DestinationIp)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
