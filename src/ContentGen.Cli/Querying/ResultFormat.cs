namespace ContentGen.Cli.Querying;

internal enum ResultFormat
{
    Table,
    Csv,
    Json,
}
