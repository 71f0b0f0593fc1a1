using ContentGen.Core.Time;

namespace ContentGen.Core.Tests;

public sealed class RuleDurationTests
{
    [TestCase("5m", "PT5M")]
    [TestCase("1h", "PT1H")]
    [TestCase("14d", "P14D")]
    [TestCase("1h10m", "PT1H10M")]
    [TestCase("1d12h", "P1DT12H")]
    [TestCase("PT5M", "PT5M")]
    [TestCase("P1DT1H30M", "P1DT1H30M")]
    [TestCase("P2W", "P14D")]
    [TestCase(" 1h ", "PT1H")]
    [TestCase("60m", "PT1H")]
    public void Duration_is_read(string text, string iso) =>
        Assert.That(RuleDuration.ToIso(RuleDuration.TryParse(text)!.Value), Is.EqualTo(iso));

    [TestCase("")]
    [TestCase("one hour")]
    [TestCase("5")]
    [TestCase("5 m")]
    [TestCase("1m1h")]
    [TestCase("-5m")]
    [TestCase("P1M")]
    [TestCase("P1Y")]
    [TestCase("PT")]
    [TestCase("99999999999999d")]
    public void Text_that_is_no_duration_is_refused(string text) => Assert.That(RuleDuration.TryParse(text), Is.Null);
}
