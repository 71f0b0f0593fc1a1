using ContentGen.Kusto.Catalog;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Sigma.Tests;

/// <summary>Operators one by one: what is written, and what is claimed of it.</summary>
public sealed class LeafTests
{
    [TestCase("FileName =~ 'x.exe'", @"Image|endswith: '\x.exe'", "exact")]
    [TestCase("FileName == 'x.exe'", @"Image|endswith|cased: '\x.exe'", "exact")]
    [TestCase("FileName in~ ('a.exe', 'b.exe')", "Image|endswith:\n            - '\\a.exe'\n            - '\\b.exe'", "exact")]
    [TestCase("FileName startswith 'x'", @"Image|re|i: '(^|[\\/])x[^\\/]*$'", "exact")]
    [TestCase("FileName contains 'x.y'", @"Image|re|i: 'x\.y[^\\/]*$'", "exact")]
    [TestCase("ProcessCommandLine == 'Ab'", "CommandLine|cased: 'Ab'", "exact")]
    [TestCase("ProcessCommandLine == '123'", "CommandLine: 123", "exact")]
    [TestCase("ProcessCommandLine == '0123'", "CommandLine|re: '^0123$'", "exact")]
    [TestCase("ProcessCommandLine contains 'a*b'", @"CommandLine|contains: 'a\*b'", "exact")]
    [TestCase("ProcessCommandLine contains 'a' and ProcessCommandLine contains 'b'", "CommandLine|contains|all:", "exact")]
    [TestCase("ProcessCommandLine has 'mimikatz'", "CommandLine|contains: 'mimikatz'", "widened")]
    [TestCase("FileName =~ 'x.exe' and ProcessCommandLine !has 'mimikatz'", "CommandLine|contains: 'mimikatz'", "narrowed")]
    [TestCase("ProcessCommandLine contains 'äb'", "CommandLine|contains: 'äb'", "widened")]
    [TestCase("ProcessCommandLine matches regex '(?i)a.b'", "CommandLine|re|i: 'a.b'", "exact")]
    [TestCase("FileName =~ 'x.exe' and ProcessCommandLine matches regex 'a{b'", @"Image|endswith: '\x.exe'", "widened")]
    [TestCase("FileName =~ 'x.exe' and ProcessCommandLine matches regex @'a[\\w-.]'", @"Image|endswith: '\x.exe'", "widened")]
    [TestCase("FileName =~ 'x.exe' and ProcessCommandLine matches regex @'\\<cmd'", @"Image|endswith: '\x.exe'", "widened")]
    [TestCase("ProcessCommandLine matches regex @'a{2}\\{[{]'", @"CommandLine|re: 'a{2}\{[{]'", "exact")]
    [TestCase("FileName =~ 'x.exe' and not(iff(ProcessCommandLine contains 'a', tostring(hash(FolderPath)), tostring(hash(AccountName))) has 'b')", "condition: selection\n", "widened")]
    [TestCase("FileName =~ 'x.exe' and iff(ProcessCommandLine contains 'a', tostring(hash(FolderPath)), tostring(hash(AccountName))) has 'b'", "condition: selection\n", "widened")]
    [TestCase("isempty(ProcessCommandLine)", "- CommandLine: null\n        - CommandLine: ''", "exact")]
    [TestCase("isnull(ProcessCommandLine)", "CommandLine: null", "widened")]
    [TestCase("ProcessId > 4 and not(ProcessId > 10)", "ProcessId|lte: 10", "exact")]
    [TestCase("SHA256 == 'ab'", "sha256: 'ab'", "widened")]
    [TestCase("tolower(FileName) == 'x.exe'", @"Image|endswith: '\x.exe'", "exact")]
    [TestCase("iff(FileName =~ 'a.exe', 'one', 'two') == 'one'", @"Image|endswith: '\a.exe'", "exact")]
    [TestCase("FileName =~ 'x.exe' and TimeGenerated > ago(1d)", @"Image|endswith: '\x.exe'", "widened")]
    [TestCase("FileName =~ 'x.exe' and DeviceId == 'y'", @"Image|endswith: '\x.exe'", "widened")]
    [TestCase("FileName =~ 'x.exe' or DeviceId == 'y'", @"Image|endswith: '\x.exe'", "narrowed")]
    [TestCase("FileName =~ 'x.exe' and not(DeviceId == 'y' and FolderPath startswith 'c')", "Image|startswith: 'c'", "narrowed")]
    [TestCase("AccountName =~ 'bob'", @"User|endswith: '\bob'", "exact")]
    [TestCase("AccountName =~ 'bob' and AccountDomain =~ 'contoso'", @"User: 'contoso\bob'", "exact")]
    [TestCase("AccountName contains 'bob'", "User|contains: 'bob'", "widened")]
    [TestCase("ProcessCommandLine has 'a1' and ProcessCommandLine has 'b2' and ProcessCommandLine has 'c3'", "CommandLine|contains|all:\n            - 'a1'\n            - 'b2'\n            - 'c3'", "widened")]
    [TestCase("FileName in~ (dynamic(['a.exe', @'b.exe']))", "Image|endswith:\n            - '\\a.exe'\n            - '\\b.exe'", "exact")]
    [TestCase("ActionType == 'ProcessCreated' and FileName =~ 'x.exe'", "category: process_creation", "exact")]
    [TestCase("FileName in~ ((_GetWatchlist('tools') | project SearchKey))", "Image|expand: '%tools%'", "approximate")]
    public async Task Condition_on_process_events_is_written_and_judged(string condition, string fragment, string verdict)
    {
        var result = await Conversions.ConvertAsync($"DeviceProcessEvents | where {condition}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Yaml ?? string.Join('\n', result.Reasons), Does.Contain(fragment));
            Assert.That(result.VerdictWord, Is.EqualTo(verdict));
        }
    }

    [TestCase("DeviceNetworkEvents | where ipv4_is_in_range(RemoteIP, '10.1.2.3/8')", "DestinationIp|cidr: '10.0.0.0/8'", "exact")]
    [TestCase("DeviceNetworkEvents | where RemotePort == 22 and not(ipv4_is_private(RemoteIP))", "DestinationIp|cidr:", "widened")]
    [TestCase("DeviceRegistryEvents | where ActionType == 'RegistryValueSet' | where RegistryKey contains @'\\Run'", "category: registry_set", "widened")]
    [TestCase("SecurityEvent | where EventID == 4688 and NewProcessName endswith @'\\x.exe'", "category: process_creation", "exact")]
    [TestCase("SecurityEvent | where EventID in (4624, 4688) and Computer == 'pc'", "category: process_creation", "exact")]
    [TestCase("SecurityEvent | where EventID in (4624, 4688) and Computer == 'pc'", "EventID: 4624", "exact")]
    [TestCase("SecurityEvent | where EventID != 4688 and Computer == 'pc'", "EventID|re: '^4688$'", "exact")]
    [TestCase("SecurityEvent | where EventID == 4624 and TargetAccount =~ @'CONTOSO\\bob'", "TargetDomainName: 'CONTOSO'", "exact")]
    [TestCase("DeviceLogonEvents | where ActionType == 'LogonFailed' and LogonType == 'Network'", "LogonType: 3", "exact")]
    [TestCase("DeviceFileEvents | where ActionType in ('FileCreated', 'FileModified') and FileName =~ 'x.dll'", "category: file_change", "exact")]
    [TestCase("Event | where EventLog == 'Microsoft-Windows-Sysmon/Operational' and EventID == 1 | parse EventData with * 'Image\">' Image '<' * | where Image endswith 'x.exe'", "category: process_creation", "widened")]
    [TestCase("CommonSecurityLog | where DeviceVendor == 'Vectra Networks' and SourceIP == '1.2.3.4'", "no-log-source", "not-convertible")]
    [TestCase("SecurityEvent | where EventID in (4624, 4625) and LogonType == 3", "EventID:\n            - 4624\n            - 4625", "exact")]
    [TestCase("SigninLogs | where ResultType == '0' and UserPrincipalName !endswith '#ext#'", "service: signinlogs", "exact")]
    [TestCase("let L = dynamic(['a','b']); DeviceProcessEvents | extend N = FileName | project N | where N in~ (L)", "Image|endswith:", "exact")]
    [TestCase("let T = datatable(K:string, V:string)['a.exe','x','b.exe','y']; DeviceProcessEvents | extend K = tolower(FileName) | join kind=inner T on K | where V == 'x'", "Image|endswith: '\\a.exe'", "exact")]
    public async Task Query_is_written_and_judged(string query, string fragment, string verdict)
    {
        var result = await Conversions.ConvertAsync(query);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Yaml ?? string.Join('\n', result.Reasons), Does.Contain(fragment));
            Assert.That(result.VerdictWord, Is.EqualTo(verdict));
        }
    }

    [TestCase("SecurityEvent | where EventID == 4625 | summarize count() by TargetUserName, bin(TimeGenerated, 10m) | where count_ > 20", "type: event_count", "timespan: 10m", "gt: 20")]
    [TestCase("SecurityEvent | where EventID == 4625 | summarize N = dcount(TargetUserName) by IpAddress | where N >= 5", "type: value_count", "field: TargetUserName", "gte: 5")]
    [TestCase("SecurityEvent | where EventID == 4625 | join kind=inner (SecurityEvent | where EventID == 4624) on TargetUserName | where TimeGenerated1 > TimeGenerated", "type: temporal_ordered", "- TargetUserName", "correlation:")]
    [TestCase("union (SecurityEvent | where EventID == 4720 | project H = Computer, W = 'a'), (DeviceProcessEvents | where FileName =~ 'x.exe' | project H = DeviceName, W = 'b') | summarize S = make_set(W) by H | where array_length(S) >= 2", "type: temporal", "- Computer", "rules:")]
    public async Task Threshold_is_a_correlation(string query, params string[] fragments)
    {
        var yaml = (await Conversions.ConvertAsync(query)).Yaml ?? "";
        Assert.That(fragments.Where(f => !yaml.Contains(f, StringComparison.Ordinal)), Is.Empty, yaml);
        Assert.That(SigmaFaults.Of(yaml), Is.Empty);
    }

    [Test]
    public async Task Term_is_exact_on_demand()
    {
        var result = await Conversions.ConvertAsync("DeviceProcessEvents | where ProcessCommandLine has 'mimi'", new SigmaOptions { ExactTerms = true });
        Assert.That((result.Yaml!.Contains(@"CommandLine|re|i: '(^|[\W_])mimi([\W_]|$)'", StringComparison.Ordinal), result.VerdictWord), Is.EqualTo((true, "exact")));
    }

    // What a function of the workspace asks stands in another text; the query has the call.
    [TestCase("Tools() | where AccountName == 'bob'", "CommandLine|contains: 'mimikatz'", "Tools()|AccountName == 'bob'")]
    [TestCase("Started('x.exe') | where AccountName has 'bob'", @"Image|endswith: '\x.exe'", "Started('x.exe')|AccountName has 'bob'")]
    public async Task Account_quotes_the_call_for_what_a_function_asks(string query, string fragment, string quoted)
    {
        FunctionSchema[] functions =
        [
            new("Tools", FunctionKind.Body, "", "{ DeviceProcessEvents | where ProcessCommandLine has 'mimikatz' }", [], null, "test"),
            new("Started", FunctionKind.Body, "name:string", "{ DeviceProcessEvents | where FileName =~ name }", [], null, "test"),
        ];
        var result = await Conversions.ConvertAsync(query, functions);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Yaml ?? string.Join('\n', result.Reasons), Does.Contain(fragment));
            Assert.That(result.Leaves.Select(l => l.Kql).Distinct(), Is.EquivalentTo(quoted.Split('|')));
        }
    }
}
