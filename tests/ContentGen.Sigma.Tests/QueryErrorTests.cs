namespace ContentGen.Sigma.Tests;

/// <summary>A query that Kusto refuses finds nothing anywhere: no rule can match the same events.</summary>
public sealed class QueryErrorTests
{
    [TestCase("DeviceProcessEvents\n| where FileName =~ 'x.exe'\n| project Missing", "query-error: line 3, column 11: KS142 ")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'x.exe' | summarize count() by FileName | where DeviceName == 'y' | extend A = Gone", "query-error: line 1, column 120: KS142 ")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'x.exe' | join (DeviceFileEvents) on $right.DeviceId == $left.DeviceId", "query-error: line 1, column 78: ")]
    [TestCase("let start = datetime(2026-11-01); DeviceProcessEvents | where FileName =~ 'x.exe' and TimeGenerated > ago(start)", "query-error: line 1, column 107: KS107 ")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'x.exe' and", "query-error: line 1, column ")]
    public async Task Refused_query_is_not_convertible_and_the_place_is_named(string query, string reason)
    {
        var result = await Conversions.ConvertAsync(query);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Yaml, Is.Null);
            Assert.That(result.Reasons.Single(), Does.StartWith(reason));
        }
    }

    // Converters ask for columns that the schema lacks, and for numbers as texts.
    [TestCase("SecurityEvent | where EventID == 5156 and DestinationPortName == 'x'")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'x.exe' and LogonId =~ '0x3e7'")]
    public async Task Column_of_a_condition_that_the_schema_has_otherwise_leaves_doubt(string query) =>
        Assert.That((await Conversions.ConvertAsync(query)).VerdictWord, Is.EqualTo("approximate"));

    // What the library reports and Kusto runs.
    [Test]
    public async Task Error_that_kusto_does_not_have_says_nothing() =>
        Assert.That((await Conversions.ConvertAsync("DeviceProcessEvents | where FileName =~ 'x.exe' | summarize count(FileName) by DeviceName")).VerdictWord, Is.EqualTo("exact"));
}
