using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Detection.Import;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Tests;

/// <summary>Events in the forms in which people keep them become the rows that their tables would have.</summary>
public class ImportTests
{
    private const string Fields = "\"TargetUserName\":\"alice\",\"LogonType\":\"10\",\"IpAddress\":\"192.0.2.7\"";

    private static readonly SchemaCatalog Catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);

    [TestCase("{\"Event\":{\"System\":{\"Provider\":{\"#attributes\":{\"Name\":\"Microsoft-Windows-Security-Auditing\"}},\"EventID\":4624,\"TimeCreated\":{\"#attributes\":{\"SystemTime\":\"2025-03-01T10:00:00.5Z\"}},\"Channel\":\"Security\",\"Computer\":\"ws-01\"},\"EventData\":{@}}}")]
    [TestCase("{\"Event\":{\"System\":{\"Provider\":{\"@Name\":\"Microsoft-Windows-Security-Auditing\"},\"EventID\":{\"#text\":\"4624\"},\"TimeCreated\":{\"@SystemTime\":\"2025-03-01T10:00:00.5Z\"},\"Channel\":\"Security\",\"Computer\":\"ws-01\"},\"EventData\":{\"Data\":[{\"@Name\":\"TargetUserName\",\"#text\":\"alice\"},{\"@Name\":\"LogonType\",\"#text\":\"10\"},{\"@Name\":\"IpAddress\",\"#text\":\"192.0.2.7\"}]}}}")]
    [TestCase("{\"@timestamp\":\"2025-03-01T10:00:00.5Z\",\"winlog\":{\"channel\":\"Security\",\"event_id\":4624,\"provider_name\":\"Microsoft-Windows-Security-Auditing\",\"computer_name\":\"ws-01\",\"event_data\":{@}}}")]
    [TestCase("{\"Channel\":\"Security\",\"EventID\":4624,\"SourceName\":\"Microsoft-Windows-Security-Auditing\",\"Hostname\":\"ws-01\",\"@timestamp\":\"2025-03-01T10:00:00.5Z\",@,\"Message\":\"An account was logged on\"}")]
    public void Logon_in_any_form_is_the_same_row_of_SecurityEvent(string json) => Assert.That(
        Rows(json.Replace("@}", Fields + "}", StringComparison.Ordinal).Replace(",@,", $",{Fields},", StringComparison.Ordinal)).Single().Cells.ToDictionary(c => c.Key, c => c.Value), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["TimeGenerated"] = "2025-03-01T10:00:00.5Z", ["EventID"] = "4624", ["Computer"] = "ws-01", ["Channel"] = "Security", ["EventSourceName"] = "Microsoft-Windows-Security-Auditing",
            ["TargetUserName"] = "alice", ["LogonType"] = "10", ["IpAddress"] = "192.0.2.7",
        }));

    [TestCase(13, "\"EventType\":\"SetValue\",\"TargetObject\":\"HKLM\\\\Software\\\\Run\\\\Updater\",\"Details\":\"DWORD (0x0000001f)\"", "DeviceRegistryEvents", "RegistryValueSet|HKEY_LOCAL_MACHINE\\Software\\Run|Updater|31|Dword")]
    [TestCase(12, "\"EventType\":\"CreateKey\",\"TargetObject\":\"HKU\\\\S-1-5\\\\Key\"", "DeviceRegistryEvents", "RegistryKeyCreated|HKEY_USERS\\S-1-5\\Key")]
    [TestCase(11, "\"TargetFilename\":\"C:\\\\a\\\\b.exe\",\"Image\":\"C:\\\\w\\\\cmd.exe\",\"User\":\"CORP\\\\al\"", "DeviceFileEvents", "FileCreated|b.exe|C:\\a\\b.exe|cmd.exe|C:\\w\\cmd.exe|al|CORP")]
    [TestCase(3, "\"Initiated\":\"false\",\"Protocol\":\"tcp\",\"DestinationIp\":\"192.0.2.7\",\"DestinationPort\":\"445\"", "DeviceNetworkEvents", "InboundConnectionAccepted|192.0.2.7|445|Tcp")]
    [TestCase(22, "\"QueryName\":\"example.com\"", "DeviceEvents", "DnsQueryResponse|{\"DnsQueryString\":\"example.com\"}")]
    [TestCase(16, "\"Configuration\":\"x\"", "Event", "Microsoft-Windows-Sysmon/Operational|Microsoft-Windows-Sysmon|16|*")]
    public void Sysmon_event_becomes_the_row_of_the_Device_table_or_of_its_log(int id, string fields, string table, string values)
    {
        var row = Rows($"{{\"Event\":{{\"System\":{{\"Provider\":{{\"Name\":\"Microsoft-Windows-Sysmon\"}},\"EventID\":{id},\"Channel\":\"Microsoft-Windows-Sysmon/Operational\"}},\"EventData\":{{{fields}}}}}}}").Single();
        var seen = string.Join('|', row.Cells.Select(c => c.Key == "EventData" ? "*" : c.Value));
        Assert.That((row.Table, seen), Is.EqualTo((table, values)));
    }

    [Test]
    public void Named_table_takes_the_row_that_is_its_own()
    {
        var rows = Rows("{\"Channel\":\"System\",\"EventID\":7045,\"SourceName\":\"Service Control Manager\",\"ServiceName\":\"a<b\"}", "WindowsEvent");
        Assert.That(rows.Single().Cells.Single(c => c.Key == "EventData").Value, Is.EqualTo("{\"ServiceName\":\"a\\u003Cb\"}"));
        Assert.That(Rows("{\"Channel\":\"System\",\"EventID\":7045,\"SourceName\":\"Service Control Manager\",\"ServiceName\":\"a<b\"}").Single().Cells.Single(c => c.Key == "EventData").Value, Does.Contain("<Data Name=\"ServiceName\">a&lt;b</Data>"));
    }

    [TestCase("[{0},{0}]")]
    [TestCase("{0}\n{0}\n")]
    [TestCase("{0}{0}")]
    public void Many_events_come_as_a_list_a_line_each_or_one_behind_another(string form) =>
        Assert.That(Rows(form.Replace("{0}", "{\"Channel\":\"Security\",\"EventID\":1102}", StringComparison.Ordinal)).Select(r => r.Origin), Is.EqualTo(new[] { "e.json, event 1", "e.json, event 2" }));

    [Test]
    public void Export_of_Log_Analytics_loses_what_its_table_does_not_have_and_says_so()
    {
        var result = new TelemetryImporter(Catalog, null).Read("TenantId,\"TimeGenerated [UTC]\",Account,Mystery,Type\nt,\"4/19/2021, 1:13:19.483 PM\",\"a,b\",x,SecurityEvent\n", "x.csv");
        Assert.That(result.Rows.Single().Cells.Select(c => (c.Key, c.Value)), Is.EqualTo(new[] { ("TimeGenerated", "2021-04-19T13:13:19.483Z"), ("Account", "a,b") }));
        Assert.That(result.Skipped, Is.EqualTo(new[] { "columns that SecurityEvent does not have: Mystery" }));
    }

    [TestCase("{\"a\":1}", "e.json", "1 rows: no table is known for them; --table says which")]
    [TestCase("a,b\n1,2\n", "e.csv", "1 rows: no table is known for them; --table says which")]
    public void Row_without_a_table_says_what_is_missing(string text, string file, string note) => Assert.That(new TelemetryImporter(Catalog, null).Read(text, file).Skipped, Is.EqualTo(new[] { note }));

    [TestCase("{\"a\":", "e.json", "line 1: not JSON")]
    [TestCase("a,b\n\"1", "e.csv", "a quote is never closed")]
    [TestCase("a,b\n1,2,3\n", "e.csv", "record 2 has 3 values under 2 columns")]
    public void File_that_is_none_gives_one_error(string text, string file, string error) => Assert.That(new TelemetryImporter(Catalog, null).Read(text, file).Error, Does.Contain(error));

    [TestCase("plain words")]
    [TestCase("'quoted' \"twice\": # not a comment")]
    [TestCase("line\r\nbreak\tand\u0001\u2028\u0085")]
    [TestCase("\ud83d\ude00 emoji, é")]
    [TestCase("true")]
    [TestCase("007")]
    [TestCase(" leading and trailing ")]
    [TestCase("- [a, {b: c}] & * ! | > % @ `")]
    [TestCase("C:\\path\\x")]
    public void Value_comes_back_from_the_yaml_as_it_was(string value)
    {
        var yaml = TelemetryText.Write(value, [new ImportedRow("SecurityEvent", [KeyValuePair.Create("TimeGenerated", "2025-03-01T10:00:00Z"), KeyValuePair.Create("Account", value)], value)], Catalog);
        var subject = TestRules.Subject(TestRules.Rule("SecurityEvent", "@").Replace("  @\n", yaml, StringComparison.Ordinal), ContentSchemas.Empty);
        var test = subject.Rule.Tests.Single();
        Assert.That((test.Name.Value, ((Core.Yaml.YamlScalar)test.Telemetry.Single().Rows.Single().Find("Account")!.Value).Value), Is.EqualTo((value, value)));
    }

    [Test]
    public void Masked_values_still_meet()
    {
        ImmutableArray<ImportedRow> rows = [Row("Account", "alice"), Row("Account", "bob"), Row("Account", "ALICE"), Row("Computer", "alice")];
        var masking = new Masking(["Account", "Acount"]);
        Assert.That(rows.Select(masking.Apply).Select(r => r.Cells.Single().Value), Is.EqualTo(new[] { "masked-1", "masked-2", "masked-1", "alice" }));
        Assert.That(masking.Unknown(rows), Is.EqualTo(new[] { "Acount" }));
    }

    [Test]
    public void Field_of_an_event_that_its_table_lacks_is_told()
    {
        var result = new TelemetryImporter(Catalog, null).Read(
            """{"Event":{"System":{"EventID":4625,"TimeCreated":{"SystemTime":"2025-03-01T10:00:00Z"},"Channel":"Security","Computer":"ws-01"},"EventData":{"TargetUserName":"a","Mystery":"x"}}}""", "e.json");
        Assert.That(result.Skipped, Is.EqualTo(new[] { "fields that SecurityEvent does not have: Mystery" }));
        Assert.That(result.Rows.Single().Cells, Has.Some.EqualTo(KeyValuePair.Create("TargetUserName", "a")));
    }

    private static ImportedRow Row(string column, string value) => new("SecurityEvent", [KeyValuePair.Create(column, value)], "x");

    private static ImmutableArray<ImportedRow> Rows(string json, string? table = null)
    {
        var result = new TelemetryImporter(Catalog, table).Read(json, "e.json");
        Assert.That(result.Error, Is.Null);
        return result.Rows;
    }
}
