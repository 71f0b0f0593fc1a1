using System.IO.Compression;
using System.Text;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Catalog;

/// <summary>
/// The embedded declarations of one environment: Log Analytics or Defender XDR. The text has one declaration a line; only the lines
/// whose names are asked for are read.
/// </summary>
internal sealed class BuiltInCatalog
{
    private static readonly Lazy<BuiltInCatalog> LogAnalytics = new(() => new BuiltInCatalog("sentinel"));
    private static readonly Lazy<BuiltInCatalog> DefenderXdr = new(() => new BuiltInCatalog("defender-xdr"));

    private const string TableVerb = ".create-merge table ";

    private readonly string _text;
    private readonly Dictionary<string, (int Start, int End)> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Start, int End)> _functions = new(StringComparer.Ordinal);

    private BuiltInCatalog(string name)
    {
        using var stream = typeof(BuiltInCatalog).Assembly.GetManifestResourceStream($"catalog/{name}.kql.br")!;
        using var brotli = new BrotliStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(brotli, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        _text = reader.ReadToEnd();
        for (var start = 0; start < _text.Length;)
        {
            var end = _text.IndexOf('\n', start);
            end = end < 0 ? _text.Length : end;
            Index(start, end);
            start = end + 1;
        }
    }

    public IEnumerable<string> TableNames => _tables.Keys;

    public IEnumerable<string> FunctionNames => _functions.Keys;

    public static BuiltInCatalog For(QueryEnvironment environment) =>
        (environment == QueryEnvironment.Sentinel ? LogAnalytics : DefenderXdr).Value;

    public bool HasTable(string name) => _tables.ContainsKey(name);

    public bool HasFunction(string name) => _functions.ContainsKey(name);

    /// <summary>The line is <c>.create-merge table NAME (COLUMNS) with (folder="...", docstring="...")</c>, as build/catalog.cs writes it.</summary>
    public TableSchema? Table(string name)
    {
        if (!_tables.TryGetValue(name, out var place))
        {
            return null;
        }

        var line = _text.AsSpan(place.Start, place.End - place.Start);
        var open = TableVerb.Length + KqlNames.Quote(name).Length + 2;
        var close = line.LastIndexOf(") with (folder=\"");
        var properties = line[close..];
        var origin = properties[(properties.IndexOf("docstring=\"") + "docstring=\"".Length)..^2];
        return new TableSchema(name, line[open..close].ToString(), properties.Contains("folder=\"open\"", StringComparison.Ordinal), origin.ToString());
    }

    public FunctionSchema? Function(string name) => _functions.TryGetValue(name, out var line) ? Read(line).Functions[0] : null;

    private void Index(int start, int end)
    {
        var line = _text.AsSpan(start, end - start);
        if (line.StartsWith(TableVerb, StringComparison.Ordinal))
        {
            _tables[new DeclarationLexer(_text, start + TableVerb.Length).Name()] = (start, end);
        }
        else if (line.StartsWith(".create-or-alter", StringComparison.Ordinal))
        {
            var name = new DeclarationLexer(_text, start + line.IndexOf("\") ") + 3);
            _functions[name.Name()] = (start, end);
        }
    }

    private DeclarationReader Read((int Start, int End) line)
    {
        var source = new SourceText("", _text[line.Start..line.End]);
        var diagnostics = new DiagnosticBag(source);
        var reader = new DeclarationReader(source, diagnostics, "");
        reader.Read();
        return diagnostics.Items.Count == 0 ? reader : throw new InvalidDataException($"built-in catalogue: {diagnostics.Items[0].Message}: {source.Text[..80]}");
    }
}
