using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Querying;

/// <summary>query -q FILE.</summary>
internal static class SingleQuery
{
    public static async Task<int> RunAsync(string path, QueryRunner runner, QueryEnvironment environment, ResultFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var file = SourceReader.Read(Path.GetFullPath(path), path);
        if (file.Problem is { } problem)
        {
            throw new UsageException($"{path}: {problem.Message}");
        }

        var source = file.Source;
        var bound = await runner.BindAsync(source.Text, environment, cancellation).ConfigureAwait(false);
        foreach (var found in bound.Diagnostics.Where(d => d.Severity == Severity.Error))
        {
            terminal.Note($"{path}({source.PositionOf(found.Span.Start)}): error {found.Code}: {found.Message}");
        }

        var answer = runner.Answer(source.Text, bound, environment, repeatable: false, cancellation);
        if (answer.Refused is { } refused)
        {
            terminal.Note($"{path}({source.PositionOf(answer.Span.Start)}): cannot be run offline: {refused}");
        }

        if (answer.Result is not { } result)
        {
            return ExitCodes.Findings;
        }

        if (answer.IsByChance)
        {
            terminal.Note($"{path}: note: the query asks for chance (rand, sample, new_guid); Kusto gives other rows each time");
        }

        ResultWriter.Write(result, format, terminal.Out);
        return ExitCodes.Clean;
    }
}
