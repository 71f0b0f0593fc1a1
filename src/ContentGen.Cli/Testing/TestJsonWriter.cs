using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Cli.Reporting;
using ContentGen.Detection;
using ContentGen.Detection.Mutation;

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
        if (!report.Mutation.IsEmpty)
        {
            Write(report.Mutation, json);
        }

        json.WriteEndObject();
    });

    // Only with --mutate.
    private static void Write(ImmutableArray<MutationScore> scores, Utf8JsonWriter json)
    {
        json.WriteStartArray("mutation");
        foreach (var score in scores)
        {
            var source = score.Subject.Rule.Source;
            json.WriteStartObject();
            json.WriteString("rule", score.Subject.Name);
            json.WriteNumber("killed", score.Killed);
            json.WriteNumber("total", score.Total);
            json.WriteStartArray("survivors");
            foreach (var survivor in score.Survivors)
            {
                var place = source.PositionOf(survivor.Span.Start);
                json.WriteStartObject();
                json.WriteString("file", source.Path);
                json.WriteNumber("line", place.Line);
                json.WriteNumber("column", place.Column);
                json.WriteString("mutant", survivor.Mutant.Description);
                json.WriteString("suggestion", survivor.Suggestion);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
