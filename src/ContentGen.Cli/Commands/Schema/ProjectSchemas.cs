using System.CommandLine;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>What the project declares, and the catalogue that this makes of the built-in one.</summary>
internal sealed record ProjectSchemas(ContentSchemas Own, SchemaCatalog Catalog)
{
    /// <summary>Reads the project that the command line means; what is wrong with its declarations goes to stderr.</summary>
    public static ProjectSchemas Load(ParseResult parsed, CommonOptions common, Terminal terminal)
    {
        var current = Directory.GetCurrentDirectory();
        var diagnostics = new List<Diagnostic>();
        var own = ContentRoot.Find(parsed.GetValue(common.Root), current) is { } root ? LoadedContent.Declared(root, current, diagnostics) : ContentSchemas.Empty;
        new TextReportWriter().Write(new Report([.. diagnostics], 0, 0), terminal.Error);
        return new ProjectSchemas(own, SchemaCatalog.Create(parsed.GetValue(common.Environment) ?? QueryEnvironment.Sentinel, own));
    }
}
