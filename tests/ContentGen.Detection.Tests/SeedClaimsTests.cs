namespace ContentGen.Detection.Tests;

/// <summary>
/// Published detections name the atomic tests that validate them and the telemetry to expect. Their claims, written as tests here, show which of
/// them cannot be. The queries are read from ../shared/seeds; what keeps two of them from binding at all is mended first.
/// </summary>
public class SeedClaimsTests
{
    private const string RemoteLogon = "{TimeGenerated: -20m, EventID: 4624, LogonType: 10, Computer: ws-01, TargetUserName: administrator, TargetDomainName: CONTOSO, IpAddress: ";

    [Test]
    public void Seed_002_cannot_fire_on_its_first_test_for_the_loopback_address_is_excluded()
    {
        var outcome = Run("002", $"SecurityEvent: [{RemoteLogon}127.0.0.1}}]");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
            Assert.That(Explained(outcome), Has.Some.EqualTo("""row 1 of SecurityEvent was lost at 'SourceHost !in ("127.0.0.1", "::1", "-")': SourceHost is '127.0.0.1', which holds the excluded '127.0.0.1'"""));
            Assert.That(Run("002", $"SecurityEvent: [{RemoteLogon}192.0.2.7}}]").Verdict, Is.EqualTo(Verdict.Pass), "the same logon from elsewhere");
        });
    }

    [Test]
    public void Seed_002_reads_no_table_that_its_fourth_test_touches()
    {
        var outcome = Run("002", "Syslog: [{TimeGenerated: -20m, Computer: web-01, Facility: auth, ProcessName: sshd, SyslogMessage: Accepted publickey for testuser from 192.0.2.7 port 50022 ssh2}]");
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Explained(outcome), Is.EqualTo(new[] { "the query does not read Syslog" }));
    }

    [Test]
    public void Seed_000_reads_no_table_that_its_fifth_test_touches()
    {
        var outcome = Run("000", "Syslog: [{TimeGenerated: -20m, Computer: web-01, Facility: audit, ProcessName: auditd, SyslogMessage: 'type=PATH name=\"/home/u/.ssh/authorized_keys\"'}]");
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Explained(outcome), Is.EqualTo(new[] { "the query does not read Syslog" }));
    }

    [Test]
    public void Service_name_of_the_first_test_of_seed_000_is_not_a_term_of_its_list()
    {
        var outcome = Run("000", """
            SecurityEvent: [{TimeGenerated: -20m, EventID: 4697, Computer: ws-01, ServiceName: RemoteAccessBackup, ServiceFileName: 'C:\Windows\System32\calc.exe', SubjectUserName: u}]
            """);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
            Assert.That(Explained(outcome), Has.Some.Contains("ServiceName is 'RemoteAccessBackup', which holds 'remote' but not as a whole term"));
        });
    }

    [TestCase("""
        Event: [{TimeGenerated: -20m, EventLog: System, Source: Service Control Manager, EventID: 7045, Computer: ws-01}]
        SecurityEvent: [{TimeGenerated: -20m, EventID: 4697, Computer: ws-01, ServiceName: RemoteAccessBackup, ServiceFileName: 'C:\Windows\System32\calc.exe', SubjectUserName: u}]
        DeviceProcessEvents: [{TimeGenerated: -20m, DeviceName: ws-01, FileName: sc.exe, ProcessCommandLine: 'sc.exe create RemoteAccessBackup binPath= C:\Windows\System32\calc.exe start= auto'}]
        """, 0, TestName = "Test_1_of_seed_000_raises_no_signal")]
    [TestCase("""
        SecurityEvent: [{TimeGenerated: -20m, EventID: 4720, Computer: ws-01, TargetUserName: df00tech-svc-backup}, {TimeGenerated: -20m, EventID: 4722, Computer: ws-01, TargetUserName: df00tech-svc-backup}, {TimeGenerated: -19m, EventID: 4732, Computer: ws-01, TargetUserName: Administrators}]
        DeviceProcessEvents: [{TimeGenerated: -20m, DeviceName: ws-01, FileName: net.exe, ProcessCommandLine: net user df00tech-svc-backup /add}, {TimeGenerated: -19m, DeviceName: ws-01, FileName: WMIC.exe, ProcessCommandLine: wmic useraccount where name=df00tech-svc-backup set passwordexpires=false}]
        """, 1, TestName = "Test_2_of_seed_000_raises_one_signal")]
    [TestCase("""
        DeviceProcessEvents: [{TimeGenerated: -20m, DeviceName: ws-01, FileName: powershell.exe, ProcessCommandLine: 'powershell.exe Invoke-WebRequest https://example.com/ngrok.zip -OutFile ngrok.zip'}, {TimeGenerated: -19m, DeviceName: ws-01, FileName: ngrok.exe, ProcessCommandLine: ngrok.exe http 8080}]
        DeviceFileEvents: [{TimeGenerated: -20m, DeviceName: ws-01, FolderPath: 'C:\Users\u\AppData\Local\Temp\ngrok.exe', FileName: ngrok.exe, InitiatingProcessFileName: powershell.exe}]
        DeviceNetworkEvents: [{TimeGenerated: -18m, DeviceName: ws-01, RemoteUrl: tunnel.ngrok.com, InitiatingProcessFileName: ngrok.exe}]
        """, 1, TestName = "Test_3_of_seed_000_raises_one_signal")]
    [TestCase("""
        DeviceFileEvents: [{TimeGenerated: -20m, DeviceName: ws-01, FolderPath: 'C:\inetpub\wwwroot\df00tech-test-shell.aspx', FileName: df00tech-test-shell.aspx, InitiatingProcessFileName: cmd.exe}]
        DeviceProcessEvents: [{TimeGenerated: -20m, DeviceName: ws-01, FileName: cmd.exe, ProcessCommandLine: 'cmd.exe /c echo x > C:\inetpub\wwwroot\df00tech-test-shell.aspx'}]
        SecurityEvent: [{TimeGenerated: -20m, EventID: 4663, Computer: ws-01, ObjectName: 'C:\inetpub\wwwroot\df00tech-test-shell.aspx'}]
        """, 1, TestName = "Test_4_of_seed_000_raises_one_signal")]
    public void Test_of_seed_000_raises_fewer_signals_than_the_rule_needs(string telemetry, int signals)
    {
        var outcome = Run("000", telemetry);
        var made = Explained(outcome).SingleOrDefault(e => e.Contains("DistinctSignals >= 2", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
            Assert.That(made, signals == 0 ? Is.Null : Is.EqualTo($"a row of the query was lost at 'DistinctSignals >= 2': DistinctSignals is {signals}"));
        });
    }

    [Test]
    public void Two_tests_of_seed_000_on_one_host_do_fire() => Assert.That(Run("000", """
        SecurityEvent: [{TimeGenerated: -20m, EventID: 4720, Computer: ws-01, TargetUserName: df00tech-svc-backup}]
        DeviceProcessEvents: [{TimeGenerated: -19m, DeviceName: ws-01, FileName: ngrok.exe, ProcessCommandLine: ngrok.exe http 8080}]
        """).Verdict, Is.EqualTo(Verdict.Pass));

    [Test]
    public void First_test_of_seed_001_renames_the_program_and_goes_unseen()
    {
        var outcome = Run("001", "DeviceProcessEvents: [{TimeGenerated: -20m, DeviceName: ws-01, FileName: anydesk_test.exe, InitiatingProcessFileName: explorer.exe}]");
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Explained(outcome), Has.Some.StartsWith("row 1 of DeviceProcessEvents was lost at 'FileName has_any (RATProcessNames)': FileName is 'anydesk_test.exe'"));
    }

    [TestCase("002", "{source: Security, eventId: 4624, where: {LogonType: 10, IpAddress: 127.0.0.1}}", "SourceHost !in", TestName = "Expected_signals_of_test_1_of_seed_002_are_excluded")]
    [TestCase("002", "{source: auth.log, where: {message: Accepted publickey for testuser}}, {source: auditd, eventId: SYSCALL}, {source: Syslog}", "the query reads DeviceLogonEvents, SecurityEvent", TestName = "Expected_signals_of_test_4_of_seed_002_are_in_no_table_read")]
    [TestCase("000", "{source: System, eventId: 7045, where: {ServiceName: RemoteAccessBackup, ServiceFileName: 'C:\\Windows\\System32\\calc.exe'}}, {source: Security, eventId: 4697, where: {ServiceName: RemoteAccessBackup, ServiceFileName: 'C:\\Windows\\System32\\calc.exe'}}, {source: Sysmon, eventId: 1, where: {Image: 'C:\\Windows\\System32\\sc.exe', CommandLine: sc create RemoteAccessBackup}}", "ServiceName has_any", TestName = "Expected_signals_of_test_1_of_seed_000_are_lost_in_every_branch")]
    [TestCase("000", "{source: auditd, where: {path: '*/.ssh/authorized_keys'}}, {source: auth.log, where: {message: Accepted publickey}}", "auditd (it is in", TestName = "Expected_signals_of_test_5_of_seed_000_are_in_no_table_read")]
    public void Signals_that_no_branch_sees_are_a_finding_of_the_test(string seed, string signals, string why)
    {
        var findings = TestRules.Findings(TestRules.Rule(Query(seed), $"- name: t\n  expects: alert\n  signals: [{signals}]", schedule: "queryFrequency: 1d\nqueryPeriod: 1d"));
        Assert.That(findings, Has.Some.StartsWith("CG4102").And.Some.Contains(why));
    }

    private static IEnumerable<string> Explained(TestOutcome outcome)
    {
        Assert.That(outcome.Simulation, Is.Not.Null, outcome.Reason);
        return outcome.Explanation.Select(f => f.Message);
    }

    private static TestOutcome Run(string seed, string telemetry) => TestRules.RunOne(TestRules.Rule(
        Query(seed), $"- name: t\n  expects: alert\n  telemetry:\n{TestRules.Indented(TestRules.Indented(telemetry))}", schedule: "queryFrequency: 1d\nqueryPeriod: 1d"));

    private static string Query(string seed) => File.ReadAllText(Directory.GetFiles(Path.Combine(TestFolders.Shared, "seeds"), seed + "_*.kql").Single())
        .Replace("    true, 1)", "    1)", StringComparison.Ordinal)
        .Replace("DeviceName, AccountName, Signal=\"WebShellDropped\"", "DeviceName, AccountName=InitiatingProcessAccountName, Signal=\"WebShellDropped\"", StringComparison.Ordinal)
        .Replace("DeviceName, AccountName, Signal=\"PersistenceRegistryKey\"", "DeviceName, AccountName=InitiatingProcessAccountName, Signal=\"PersistenceRegistryKey\"", StringComparison.Ordinal)
        .TrimEnd();
}
