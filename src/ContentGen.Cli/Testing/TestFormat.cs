namespace ContentGen.Cli.Testing;

internal enum TestFormat
{
    Text,
    Json,
    JUnit,
    Markdown,
}
