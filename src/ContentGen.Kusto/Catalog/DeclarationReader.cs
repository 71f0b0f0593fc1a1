using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Catalog;

/// <summary>
/// Reads KQL declarations: <c>.create-merge table T (A:string, ...)</c> and <c>.create-or-alter function F(a:string) { body }</c>, each with
/// an optional <c>with (docstring="...", folder="...")</c>. The built-in catalogue has the same form.
/// </summary>
internal sealed class DeclarationReader(SourceText source, DiagnosticBag diagnostics, string origin)
{
    public List<TableSchema> Tables { get; } = [];

    public List<FunctionSchema> Functions { get; } = [];

    /// <summary>Every name that is declared, in the order of the text, and where.</summary>
    public List<(string Name, TextSpan Span)> Names { get; } = [];

    public void Read()
    {
        var lexer = new DeclarationLexer(source.Text, 0);
        while (!lexer.AtEnd)
        {
            if (!TryRead(lexer))
            {
                lexer.SkipToNext();
            }
        }
    }

    /// <summary><c>a:string,b:long</c> as columns; the text is our own and has no faults.</summary>
    public static ImmutableArray<ColumnSchema> ReadColumns(string text)
    {
        var source = new SourceText("", "(" + text + ")");
        var reader = new DeclarationReader(source, new DiagnosticBag(source), "");
        return reader.Columns(new DeclarationLexer(source.Text, 0)) ?? throw new InvalidDataException($"no columns: {text[..Math.Min(80, text.Length)]}");
    }

    private bool TryRead(DeclarationLexer lexer)
    {
        var at = lexer.Here();
        var verb = lexer.Word(command: true);
        var noun = verb.StartsWith('.') ? lexer.Word() : "";
        if (verb is not (".create" or ".create-merge" or ".create-or-alter" or ".alter") || noun is not ("table" or "function"))
        {
            var found = verb.Length == 0 ? lexer.Found().Trim('\'') : $"{verb} {noun}".Trim();
            diagnostics.Add(DeclarationDescriptors.NotADeclaration, at with { Length = Math.Max(1, verb.Length) }, found);
            return false;
        }

        return noun == "table" ? Table(lexer) : Function(lexer, at.Start);
    }

    private bool Table(DeclarationLexer lexer)
    {
        _ = lexer.Peek();
        var start = lexer.Position;
        var name = lexer.Name();
        if (name.Length == 0)
        {
            return Fail(lexer, "a table name");
        }

        var place = TextSpan.FromBounds(start, lexer.Position);

        var columns = Columns(lexer);
        if (columns is null)
        {
            return false;
        }

        var properties = Properties(lexer);
        Names.Add((name, place));
        Tables.Add(new TableSchema(name, columns.Value, properties.Folder == "open", properties.Docstring ?? origin));
        return true;
    }

    private bool Function(DeclarationLexer lexer, int declaration)
    {
        var before = lexer.Peek();
        var start = lexer.Position;
        var name = lexer.Name();
        (string? Folder, string? Docstring) properties = default;
        while (name is "ifnotexists" or "with")
        {
            if (name == "with")
            {
                properties = Properties(lexer, taken: true);
            }

            _ = lexer.Peek();
            start = lexer.Position;
            name = lexer.Name();
        }

        if (name.Length == 0 || before == '\0')
        {
            return Fail(lexer, "a function name");
        }

        var place = TextSpan.FromBounds(start, lexer.Position);
        _ = lexer.Peek();
        var open = lexer.Position + 1;
        if (lexer.Balanced('(', ')') is not { } parameters)
        {
            return Fail(lexer, "'(' and the parameters", lexer.Peek() == '(' ? "no ')'" : null);
        }

        _ = lexer.Peek();
        var brace = lexer.Position;
        if (lexer.Balanced('{', '}') is not { } body)
        {
            return Fail(lexer, "'{' and a body that ends with '}'", lexer.Peek() == '{' ? "no '}'" : null);
        }

        Names.Add((name, place));
        var function = Make(name, parameters.Trim(), body, properties.Folder, properties.Docstring ?? origin);
        var whole = TextSpan.FromBounds(declaration, lexer.Position);
        Functions.Add(function with { Place = new FunctionPlace(source, whole, place, open + parameters.Length - parameters.TrimStart().Length, brace) });
        return true;
    }

    // The built-in catalogue says in the folder what the library is told instead of a body.
    private static FunctionSchema Make(string name, string parameters, string body, string? folder, string docstring)
    {
        var kind = folder switch
        {
            "tabular-open" => FunctionKind.TabularOpen,
            "scalar" => FunctionKind.Scalar,
            "extender" => FunctionKind.Extender,
            "watchlist" => FunctionKind.Watchlist,
            "database" => FunctionKind.Database,
            "database-open" => FunctionKind.OpenDatabase,
            _ => FunctionKind.Body,
        };
        var columns = ImmutableArray<ColumnSchema>.Empty;
        var at = kind is FunctionKind.Body ? -1 : body.IndexOf("datatable(", StringComparison.Ordinal);
        if (at >= 0)
        {
            columns = ReadColumns(body[(at + "datatable(".Length)..body.LastIndexOf(")[]", StringComparison.Ordinal)]);
        }

        var returns = kind == FunctionKind.Scalar ? body.Trim().Split('(')[0] : null;
        return new FunctionSchema(name, kind, parameters, kind == FunctionKind.Body ? "{" + body + "}" : "", columns, returns, docstring);
    }

    private ImmutableArray<ColumnSchema>? Columns(DeclarationLexer lexer)
    {
        if (!lexer.TryTake('('))
        {
            _ = Fail(lexer, "'(' and the columns");
            return null;
        }

        var columns = ImmutableArray.CreateBuilder<ColumnSchema>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!lexer.TryTake(')'))
        {
            _ = lexer.Peek();
            var start = lexer.Position;
            var name = lexer.Name();
            if (name.Length == 0 || !lexer.TryTake(':'))
            {
                _ = Fail(lexer, name.Length == 0 ? "a column name" : "':' and a type");
                return null;
            }

            if (!names.Add(name))
            {
                diagnostics.Add(DeclarationDescriptors.DeclaredTwice, new TextSpan(start, name.Length), name, "this table");
            }

            _ = lexer.Peek();
            var at = lexer.Here();
            var written = lexer.Word();
            var type = KustoTypes.Find(written);
            if (type is null)
            {
                diagnostics.Add(DeclarationDescriptors.UnknownType, at with { Length = Math.Max(1, written.Length) }, written, NearestName.Hint(written, KustoTypes.Names));
            }

            columns.Add(new ColumnSchema(name, type ?? "dynamic"));
            if (!lexer.TryTake(',') && lexer.Peek() != ')')
            {
                _ = Fail(lexer, "',' or ')'");
                return null;
            }
        }

        return columns.ToImmutable();
    }

    private static (string? Folder, string? Docstring) Properties(DeclarationLexer lexer, bool taken = false)
    {
        (string? Folder, string? Docstring) found = default;
        if (!taken && (lexer.Peek() != 'w' || lexer.Word() != "with"))
        {
            return found;
        }

        _ = lexer.TryTake('(');
        while (!lexer.AtEnd && !lexer.TryTake(')'))
        {
            var name = lexer.Word();
            _ = lexer.TryTake('=');
            var value = lexer.Peek() is '\'' or '"' ? lexer.QuotedText() : lexer.Word();
            found = name switch { "folder" => (value, found.Docstring), "docstring" => (found.Folder, value), _ => found };
            if (!lexer.TryTake(',') && lexer.Peek() != ')')
            {
                break;
            }
        }

        return found;
    }

    private bool Fail(DeclarationLexer lexer, string expected, string? found = null)
    {
        found ??= lexer.Found();
        diagnostics.Add(DeclarationDescriptors.Expected, lexer.Here(), expected, found);
        return false;
    }
}
