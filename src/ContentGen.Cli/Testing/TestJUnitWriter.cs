using System.Globalization;
using System.Xml;
using ContentGen.Cli.Reporting;
using ContentGen.Detection;

namespace ContentGen.Cli.Testing;

/// <summary>JUnit's XML, as build servers read it: a suite for each rule. An inconclusive test is skipped when its rule says why, else an error.</summary>
internal static class TestJUnitWriter
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = false, CheckCharacters = true };

    public static void Write(TestReport report, TextWriter output)
    {
        // The writer takes its encoding from the text writer; a string has none, so the declaration is written by hand.
        output.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");
        using (var xml = XmlWriter.Create(output, WithoutDeclaration()))
        {
            xml.WriteStartElement("testsuites");
            Counts(xml, "contentgen", [.. report.Outcomes]);
            foreach (var rule in report.Outcomes.GroupBy(o => o.Subject))
            {
                xml.WriteStartElement("testsuite");
                Counts(xml, Valid(TestReport.Title(rule.Key)), [.. rule]);
                xml.WriteAttributeString("file", Valid(rule.Key.Rule.Source.Path));
                foreach (var outcome in rule)
                {
                    Case(xml, outcome);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        output.WriteLine();
    }

    private static XmlWriterSettings WithoutDeclaration()
    {
        var settings = Settings.Clone();
        settings.OmitXmlDeclaration = true;
        return settings;
    }

    private static void Counts(XmlWriter xml, string name, List<TestOutcome> outcomes)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Number(outcomes.Count));
        xml.WriteAttributeString("failures", Number(outcomes.Count(o => o.Verdict == Verdict.Fail)));
        xml.WriteAttributeString("errors", Number(outcomes.Count(o => o is { Verdict: Verdict.Inconclusive, Breaks: true })));
        xml.WriteAttributeString("skipped", Number(outcomes.Count(o => o is { Verdict: Verdict.Inconclusive, Breaks: false })));
    }

    private static void Case(XmlWriter xml, TestOutcome outcome)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Valid(TestReport.Title(outcome.Subject)));
        xml.WriteAttributeString("name", Valid(outcome.Test.Name.Value));
        xml.WriteAttributeString("file", Valid(outcome.Subject.Rule.Source.Path));
        xml.WriteAttributeString("line", Number(outcome.Subject.Rule.Source.PositionOf(outcome.Test.Name.Span.Start).Line));
        if (outcome.Verdict != Verdict.Pass)
        {
            xml.WriteStartElement(outcome.Verdict == Verdict.Fail ? "failure" : outcome.Breaks ? "error" : "skipped");
            xml.WriteAttributeString("message", Valid(TextReportWriter.OneLine(outcome.Breaks ? outcome.Reason : outcome.Test.Inconclusive!.Value)));
            xml.WriteString(Valid(string.Join('\n', outcome.Findings.Concat(outcome.Explanation).Select(f => $"{TestReport.Place(outcome, f.Span)}: {TextReportWriter.OneLine(f.Message)}"))));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // XML has no way to write most control characters and halves of surrogate pairs.
    private static string Valid(string text)
    {
        var valid = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var isLow = char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]);
            valid[i] = isPair || isLow || XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD';
        }

        return new string(valid);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
