using ContentGen.Core.Text;

namespace ContentGen.Core.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Keys = ["severity", "query", "queryPeriod", "queryFrequency", "tactics"];

    [TestCase("sevrity", "severity")]
    [TestCase("qurey", "query")]
    [TestCase("querFrequency", "queryFrequency")]
    [TestCase("Tactics", "tactics")]
    public void Misspelt_name_finds_the_right_one(string name, string expected) => Assert.That(NearestName.Find(name, Keys), Is.EqualTo(expected));

    [TestCase("owner")]
    [TestCase("x")]
    public void Other_name_finds_none(string name) => Assert.That(NearestName.Find(name, Keys), Is.Null);
}
