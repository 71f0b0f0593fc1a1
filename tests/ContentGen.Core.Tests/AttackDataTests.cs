using ContentGen.Core.Attack;

namespace ContentGen.Core.Tests;

public sealed class AttackDataTests
{
    [Test]
    public void Every_tactic_of_the_data_has_its_word_in_each_vocabulary()
    {
        var tactics = AttackData.Current.Techniques.SelectMany(t => t.Tactics).Distinct().ToList();
        Assert.That(tactics, Has.Count.EqualTo(14));
        Assert.That(tactics.Where(t => TacticNames.FromAttack(t) is not { Sigma: not null } name || !name.IsIn(AttackData.Current.Version)), Is.Empty);
    }

    [TestCase("DefenseEvasion", 18, "defense-evasion")]
    [TestCase("DefenseEvasion", 19, "stealth defense-impairment")]
    [TestCase("CommandAndControl", 19, "command-and-control")]
    [TestCase("InhibitResponseFunction", 18, "")]
    [TestCase("Nothing", 18, "")]
    public void Word_of_the_api_leads_to_the_tags_of_the_version(string word, int version, string tags) =>
        Assert.That(string.Join(' ', TacticNames.FromSentinel(word, version).Select(t => t.Sigma).OfType<string>()), Is.EqualTo(tags));

    [TestCase("stealth", "DefenseEvasion")]
    [TestCase("defense-impairment", "DefenseEvasion")]
    [TestCase("lateral-movement", "LateralMovement")]
    public void Tag_of_Sigma_leads_to_the_word_of_the_api(string tag, string word) => Assert.That(TacticNames.FromSigma(tag)!.Sentinel, Is.EqualTo(word));

    [Test]
    public void Successor_in_the_next_version_is_known_until_the_data_is_of_that_version()
    {
        Assert.That(AttackData.Current.FindNext("T1070.001"), Is.EqualTo(("T1685.005", "Clear Windows Event Logs")));
        var next = AttackData.Read("19", "id\tname\ttactics\tstatus\trevoked_by\nT1070.001\tX\tstealth\trevoked\tT1685.005\n", "id\tname\tshortname\nTA0005\tStealth\tstealth\n");
        Assert.That((next.FindNext("T1070.001"), next.Find("T1070.001")!.RevokedBy), Is.EqualTo((((string, string)?)null, "T1685.005")));
    }

    [TestCase("v19", "id\n", "id\n")]
    [TestCase("19", "id\nT1001\tonly two\n", "id\n")]
    [TestCase("19", "id\n", "id\nTA0005\n")]
    public void Tables_that_are_none_are_refused(string version, string techniques, string tactics) =>
        Assert.That(() => AttackData.Read(version, techniques, tactics), Throws.TypeOf<FormatException>());
}
