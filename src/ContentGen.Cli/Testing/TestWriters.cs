namespace ContentGen.Cli.Testing;

internal static class TestWriters
{
    public static void Write(TestReport report, TestFormat format, TextWriter output)
    {
        Action<TestReport, TextWriter> write = format switch
        {
            TestFormat.Json => TestJsonWriter.Write,
            TestFormat.JUnit => TestJUnitWriter.Write,
            TestFormat.Markdown => TestMarkdownWriter.Write,
            _ => TestTextWriter.Write,
        };
        write(report, output);
    }
}
