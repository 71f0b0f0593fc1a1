using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ContentGen.Core.Content;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// A declaration ready for the wire. <see cref="Key"/> names its content, so a host that has it already need not be told again and an
/// analysis that used another version of it is not found in the cache.
/// </summary>
internal sealed record WireSymbol(string Key, WireDeclaration Declaration)
{
    // The hash over hundreds of columns is made once for each schema, however many queries name it.
    private static readonly ConditionalWeakTable<object, WireSymbol> Known = [];

    public static WireSymbol Of(QueryEnvironment environment, TableSchema table) =>
        Known.GetValue(table, _ => Make(environment, new WireDeclaration("table", table.Name, table.ColumnText, Open: table.IsOpen)));

    public static WireSymbol Of(QueryEnvironment environment, FunctionSchema function) => Known.GetValue(function, _ => Make(environment, Declare(function)));

    private static WireDeclaration Declare(FunctionSchema f) => f.Kind switch
    {
        FunctionKind.Body => new WireDeclaration("function", f.Name, Parameters: f.Parameters, Body: f.Body),
        FunctionKind.Scalar => new WireDeclaration("scalar", f.Name, Parameters: f.Parameters, Returns: f.Returns),
        FunctionKind.Extender => new WireDeclaration("extender", f.Name, f.ColumnText, Parameters: f.Parameters),
        FunctionKind.Watchlist => new WireDeclaration("watchlist", f.Name, f.ColumnText, Parameters: f.Parameters, Aliases: f.Aliases),
        FunctionKind.Database => new WireDeclaration("database", f.Name, Parameters: f.Parameters, Open: false),
        FunctionKind.OpenDatabase => new WireDeclaration("database", f.Name, Parameters: f.Parameters, Open: true),
        FunctionKind.Tabular => new WireDeclaration("tabular", f.Name, f.ColumnText, Open: false, Parameters: f.Parameters),
        _ => new WireDeclaration("tabular", f.Name, f.ColumnText, Open: true, Parameters: f.Parameters),
    };

    private static WireSymbol Make(QueryEnvironment environment, WireDeclaration d)
    {
        var aliases = string.Join('\n', (d.Aliases ?? Enumerable.Empty<KeyValuePair<string, string>>()).Select(a => $"{a.Key.Length}:{a.Key} {a.Value}"));
        var content = $"{environment}\n{d.Kind}\n{d.Columns}\n{d.Open}\n{d.Parameters}\n{d.Returns}\n{d.Body}\n{aliases}";
        return new WireSymbol(d.Name + ":" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16], d);
    }
}
