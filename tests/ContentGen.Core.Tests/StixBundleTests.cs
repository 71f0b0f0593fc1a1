using System.Text;
using ContentGen.Core.Attack;

namespace ContentGen.Core.Tests;

public sealed class StixBundleTests
{
    [Test]
    public void Bundle_becomes_tables_that_the_program_reads()
    {
        var tables = Read(Bundle(
            Pattern("attack-pattern--1", "T1001", "Data\\tObfuscation", "command-and-control"),
            Pattern("attack-pattern--2", "T1070.001", "Clear Windows Event Logs", "defense-evasion", "\"revoked\": true"),
            Pattern("attack-pattern--3", "T1685.005", "Clear Windows Event Logs", "defense-impairment"),
            Pattern("attack-pattern--4", "T1108", "Redundant Access", "persistence", "\"x_mitre_deprecated\": true"),
            Pattern("attack-pattern--5", "T1562", "Impair", "defense-evasion", "\"revoked\": true"),
            Revoked("attack-pattern--2", "attack-pattern--5"),
            Revoked("attack-pattern--5", "attack-pattern--3"),
            """{"type": "x-mitre-tactic", "name": "Stealth", "x_mitre_shortname": "stealth", "external_references": [{"source_name": "mitre-attack", "external_id": "TA0005"}]}""",
            """{"type": "malware", "name": "Not a technique"}"""));
        Assert.That(tables.Techniques.Split('\n'), Is.EqualTo(new[]
        {
            "id\tname\ttactics\tstatus\trevoked_by\tplatforms\tversion",
            "T1001\tData Obfuscation\tcommand-and-control\tactive\t\tLinux;Windows\t1.2",
            "T1070.001\tClear Windows Event Logs\tdefense-evasion\trevoked\tT1685.005\tLinux;Windows\t1.2",
            "T1108\tRedundant Access\tpersistence\tdeprecated\t\tLinux;Windows\t1.2",
            "T1562\tImpair\tdefense-evasion\trevoked\tT1685.005\tLinux;Windows\t1.2",
            "T1685.005\tClear Windows Event Logs\tdefense-impairment\tactive\t\tLinux;Windows\t1.2",
            "",
        }));
        var data = tables.Read();
        Assert.That((data.Version, data.Count, data.TacticName("stealth"), data.FindNext("T1070.001")), Is.EqualTo((19, 5, "Stealth", ((string, string)?)null)));
    }

    [Test]
    public void Rings_of_successors_end() =>
        Assert.That(
            Read(Bundle(
                Pattern("attack-pattern--1", "T1001", "A", "impact", "\"revoked\": true"), Pattern("attack-pattern--2", "T1002", "B", "impact", "\"revoked\": true"),
                Revoked("attack-pattern--1", "attack-pattern--2"), Revoked("attack-pattern--2", "attack-pattern--1"))).Read().Count,
            Is.EqualTo(2));

    [TestCase("", "JSON")]
    [TestCase("[]", "no STIX bundle")]
    [TestCase("{\"objects\": []}", "does not say its version")]
    [TestCase("{\"objects\": [1, {\"type\": \"x-mitre-collection\", \"x_mitre_version\": \"19.0\"}]}", "no technique")]
    [TestCase("{\"objects\": [{\"type\": \"x-mitre-collection\", \"x_mitre_version\": \"new\"}]}", "is not a version")]
    public void What_is_no_bundle_is_refused(string json, string why) =>
        Assert.That(() => Read(json), Throws.TypeOf<FormatException>().With.Message.Contains(why));

    private static AttackTables Read(string json) => StixBundle.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static string Bundle(params string[] objects) =>
        $$"""{"type": "bundle", "objects": [{"type": "x-mitre-collection", "x_mitre_version": "19.1"}, {{string.Join(", ", objects)}}]}""";

    private static string Pattern(string stix, string id, string name, string tactic, string more = "\"revoked\": false") =>
        $$"""
        {"type": "attack-pattern", "id": "{{stix}}", "name": "{{name}}", {{more}}, "x_mitre_version": "1.2", "x_mitre_platforms": ["Linux", "Windows"],
         "kill_chain_phases": [{"kill_chain_name": "other", "phase_name": "x"}, {"kill_chain_name": "mitre-attack", "phase_name": "{{tactic}}"}],
         "external_references": [{"source_name": "capec", "external_id": "CAPEC-1"}, {"source_name": "mitre-attack", "external_id": "{{id}}"}]}
        """;

    private static string Revoked(string from, string to) =>
        $$"""{"type": "relationship", "relationship_type": "revoked-by", "source_ref": "{{from}}", "target_ref": "{{to}}"}""";
}
