using ContentGen.Cli.Reporting;
using ContentGen.Detection;

namespace ContentGen.Cli.Testing;

/// <summary><c>{"tests":[{"rule","test","verdict","reason"}],"passed","failed","inconclusive"}</c>; the rule is its id.</summary>
internal static class TestJsonWriter
{
    public static void Write(TestReport report, TextWriter output) => JsonReport.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("tests");
        foreach (var outcome in report.Outcomes)
        {
            json.WriteStartObject();
            json.WriteString("rule", outcome.Subject.Name);
            json.WriteString("test", outcome.Test.Name.Value);
            json.WriteString("verdict", TestReport.Word(outcome.Verdict));
            json.WriteString("reason", TestReport.Reason(outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("passed", report.Count(Verdict.Pass));
        json.WriteNumber("failed", report.Count(Verdict.Fail));
        json.WriteNumber("inconclusive", report.Count(Verdict.Inconclusive));
        json.WriteEndObject();
    });
}
