using System.CommandLine;
using System.Net;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Emulator;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Commands;

/// <summary>emulator: a Sentinel workspace on this machine, to try plan, deploy and drift without Azure.</summary>
internal static class EmulatorCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var port = new Option<int>("--port") { Description = "0: any that is free. Default: 8080.", HelpName = "N", DefaultValueFactory = _ => 8080 };
        var file = new Option<string?>("--file") { Description = "Keep everything in this file. Default: in memory.", HelpName = "FILE" };
        var tables = new Option<string[]>("--tables")
        {
            Description = "The tables of the workspace, separated by commas; queries are then checked against them.",
            HelpName = "NAMES",
            CustomParser = r => [.. r.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        };
        var command = new Command("emulator", "Run a Sentinel workspace on this machine, until it is stopped.") { port, file, tables };
        command.SetAction(async (parsed, cancellation) =>
        {
            _ = NumberRange.Check<int>("--port", parsed.GetValue(port), IPEndPoint.MinPort, IPEndPoint.MaxPort);
            var options = new EmulatorOptions { File = parsed.GetValue(file), Tables = parsed.GetValue(tables) ?? [] };
            using var engine = options.Tables.Count > 0 ? new Engine(useCache: true) : null;
            var catalog = Catalog(ContentRoot.Find(parsed.GetValue(common.Root), Directory.GetCurrentDirectory()));
            options = options with { ColumnsOf = t => Columns(catalog, t), Validate = engine is null ? null : Validator(engine.Binder, catalog) };

            using var emulator = new SentinelEmulator(options);
            using var server = Listen(emulator, parsed.GetValue(port));
            await terminal.Out.WriteLineAsync(server.Endpoint.GetLeftPart(UriPartial.Authority)).ConfigureAwait(false);
            await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
            terminal.Note("any bearer token is taken; faults: PUT /_emulator/faults; stop with Ctrl-C");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
            return ExitCodes.Clean;
        });
        return command;
    }

    private static EmulatorServer Listen(SentinelEmulator emulator, int port)
    {
        try
        {
            return new EmulatorServer(emulator, port);
        }
        catch (HttpListenerException e)
        {
            throw new EnvironmentException($"port {port} cannot be listened to: {e.Message}", e);
        }
    }

    // With the tables and functions that the project declares.
    private static SchemaCatalog Catalog(ContentRoot? root) =>
        SchemaCatalog.Create(QueryEnvironment.Sentinel, root is null ? ContentSchemas.Empty : LoadedContent.Declared(root, Directory.GetCurrentDirectory(), new List<Diagnostic>()));

    private static (IEnumerable<KeyValuePair<string, string>> Columns, bool AreStandard) Columns(SchemaCatalog catalog, string table) =>
        (catalog.FindTable(table)?.Columns.Select(c => KeyValuePair.Create(c.Name, c.Type)) ?? [], !catalog.IsOwnTable(table));

    // The official library judges.
    private static Func<string, QueryVerdict> Validator(IQueryBinder binder, SchemaCatalog catalog) => query =>
    {
        var bound = binder.BindAsync(new QueryText(query, catalog), CancellationToken.None).GetAwaiter().GetResult();
        return new QueryVerdict(DesiredResources.Needed(query, bound), bound.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error)?.Message);
    };
}
