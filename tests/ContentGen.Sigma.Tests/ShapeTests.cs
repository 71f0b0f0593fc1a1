using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Tests;

/// <summary>Rules as a person would lay them out: filters by what they are for, documents with a name, none twice.</summary>
public sealed class ShapeTests
{
    [Test]
    public async Task Filters_are_called_by_the_lists_of_the_query_and_come_under_a_pattern()
    {
        // The judge needs the schemas; skipping must come before a block of several assertions.
        _ = TestFolders.Shared;
        const string Query = """
            let LabHosts = dynamic(["lab-01"]);
            let Admins = dynamic(["adm1"]);
            DeviceProcessEvents
            | where FileName =~ "x.exe"
            | where DeviceName !in~ (LabHosts) and AccountName !in~ (Admins) and ProcessCommandLine !contains "a" and ProcessCommandLine !contains "b"
            """;
        var yaml = (await Conversions.ConvertAsync(Query)).Yaml!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(yaml, Does.Contain("    filter_main_lab_hosts:\n        Computer: 'lab-01'").And.Contain("    filter_main_admins:\n").And.Contain("condition: selection and not 1 of filter_main_*\n"));
            Assert.That(SigmaFaults.Of(yaml), Is.Empty);
        }
    }

    [Test]
    public async Task Filters_for_known_false_positives_are_optional()
    {
        // The judge needs the schemas; skipping must come before a block of several assertions.
        _ = TestFolders.Shared;
        const string Query = """
            let LabHosts = dynamic(["lab-01"]);
            DeviceProcessEvents | where FileName =~ "x.exe" and AccountName !endswith "$" and DeviceName !in~ (LabHosts) | where not(FolderPath startswith "C:\\P" and (AccountName =~ "a" or ProcessCommandLine contains "b"))
            """;
        var result = SigmaConverter.Convert(await Conversions.BindAsync(Query), Query, new SigmaMetadata
        {
            Key = "k", Title = "T", Date = "2026-11-21",
            Tunings = [new SigmaTuning("lab-hosts-of-developers", "LabHosts", null), new SigmaTuning("updates", null, "FolderPath startswith \"C:\\\\P\"")],
        }, SigmaOptions.Default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Yaml, Does.Contain("    filter_main_user:\n        User|endswith: '$'").Or.Contain("    filter_main_"));
            Assert.That(result.Yaml, Does.Contain("    filter_optional_lab_hosts_of_developers:\n").And.Contain("    filter_optional_updates:\n        - "));
            Assert.That(result.Yaml, Does.Contain("condition: selection and not 1 of filter_main_* and not 1 of filter_optional_*\n"));
            Assert.That(SigmaFaults.Of(result.Yaml!), Is.Empty);
        }
    }

    [TestCase("FileName =~ 'x.exe' and not(not(AccountName =~ 'a') and not(ProcessCommandLine contains 'b'))", "selection_img and selection_user")]
    [TestCase("FileName =~ 'x.exe' and not(ProcessCommandLine contains 'a' and not(AccountName =~ 'b'))", "selection and not (filter_main_cli and not filter_main_user)")]
    [TestCase("FileName =~ 'x.exe' and isnotempty(FileName) and isnotempty(FolderPath)", "selection")]
    public async Task Condition_is_no_longer_than_it_must_be(string condition, string expected)
    {
        var yaml = (await Conversions.ConvertAsync($"DeviceProcessEvents | where {condition}")).Yaml!;
        Assert.That(yaml, Does.Contain($"condition: {expected}\n"));
        Assert.That(SigmaFaults.Of(yaml), Is.Empty);
    }

    // The same sign-ins in two tables, and a part that another one holds, are one document.
    [TestCase("union SigninLogs, AADNonInteractiveUserSignInLogs | where ResultType == '50126'", 1)]
    [TestCase("union (SecurityEvent | where EventID == 4625 and LogonType in (3, 10)), (SecurityEvent | where EventID == 4625 and LogonType == 3 and TargetUserName !endswith '$')", 1)]
    [TestCase("union (SecurityEvent | where EventID == 4625 and LogonType == 3), (SecurityEvent | where EventID == 4625 and LogonType == 10)", 2)]
    [TestCase("union (SecurityEvent | where EventID == 4625 | project T = TargetUserName, H = Computer), (SecurityEvent | where EventID == 4625 | project T = SubjectUserName, H = Computer) | summarize N = dcount(H) by T | where N > 3", 3)]
    [TestCase("union (SecurityEvent | where EventID == 4625 | project T = TargetUserName, H = Computer), (SecurityEvent | where EventID == 4625 and LogonType == 3 | project T = TargetUserName, H = Computer) | summarize N = dcount(H) by T | where N > 3", 2)]
    [TestCase("union (DeviceFileEvents | where ActionType in ('FileCreated', 'FileModified') and FileName =~ 'x.aspx' | project H = DeviceName, W = 'a'), (DeviceProcessEvents | where FileName =~ 'x.exe' | project H = DeviceName, W = 'b') | summarize S = make_set(W) by H | where array_length(S) >= 2", 3)]
    public async Task Documents_are_as_many_as_there_are_kinds_of_events(string query, int documents)
    {
        var yaml = (await Conversions.ConvertAsync(query)).Yaml!;
        Assert.That(yaml.Split("---\n"), Has.Length.EqualTo(documents), yaml);
        Assert.That(SigmaFaults.Of(yaml), Is.Empty);
    }

    [Test]
    public async Task Documents_are_called_by_what_the_query_calls_its_parts()
    {
        const string Query = """
            union (SecurityEvent | where EventID == 4697 | project Computer, Signal = "service installed"), (Event | where EventLog == "System" and EventID == 7045 | project Computer, Signal = "service installed"),
                (DeviceProcessEvents | where FileName =~ "x.exe" | project Computer = DeviceName, Signal = "tool started")
            """;
        var titles = (await Conversions.ConvertAsync(Query, key: "k")).Yaml!.Split('\n').Where(l => l.StartsWith("title:", StringComparison.Ordinal)).Select(l => l[7..]);
        Assert.That(titles, Is.EqualTo(new[] { "Query k - Service Installed (Security Event 4697)", "Query k - Service Installed (System Event 7045)", "Query k - Tool Started" }));
    }

    [Test]
    public async Task Long_titles_stay_different_and_within_the_schema()
    {
        const string Query = "union (DeviceProcessEvents | where FileName =~ 'x.exe'), (DeviceImageLoadEvents | where FileName =~ 'x.dll')";
        var result = SigmaConverter.Convert(await Conversions.BindAsync(Query), Query, new SigmaMetadata { Key = "k", Title = new string('t', 400), Date = "2026-11-21" }, SigmaOptions.Default);
        Assert.That(SigmaFaults.Of(result.Yaml!), Is.Empty);
    }

    [TestCase("Remote access tool new to a host", "Remote Access Tool New to a Host")]
    [TestCase("Start of rundll32.exe by iPhone sync over http://x", "Start of rundll32.exe by iPhone Sync over http://x")]
    [TestCase("", "")]
    public void Title_is_in_title_case(string title, string expected) => Assert.That(SigmaTitle.Case(title), Is.EqualTo(expected));

    [Test]
    public async Task Host_of_an_address_is_the_host_name_of_a_connection()
    {
        const string Query = """
            DeviceNetworkEvents
            | extend Host = tolower(extract(@"^(?:[A-Za-z]+://)?([^/:?#]+)", 1, RemoteUrl))
            | where Host endswith ".example.net" or parse_url(RemoteUrl).Host == "example.net"
            """;
        var yaml = (await Conversions.ConvertAsync(Query)).Yaml!;
        Assert.That(yaml, Does.Contain("DestinationHostname|endswith: '.example.net'").And.Contain("DestinationHostname|cased: 'example.net'"));
    }
}
