using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>invoke: a function over the rows before the pipe. One without a known text (FileProfile) adds the columns of its given rows by key.</summary>
internal static class Invoke
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var call = node.Child("Function") ?? throw QueryCompiler.Refuse("invoke of an unknown form", node);
        var name = call.Symbol?.Name ?? call.Child("Name")?.Name ?? "";
        return call.Body is not null ? WithBody(compiler, call, input, scope, name) : Profile(call, input, name);
    }

    private static RowSource WithBody(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope, string name)
    {
        var parameters = call.Body!.Parameters;
        if (parameters.Length == 0)
        {
            throw QueryCompiler.Refuse($"'{name}' takes no rows", call);
        }

        var (body, inner) = compiler.Call(call, scope, name, input);
        return compiler.AnyRows(body, inner);
    }

    // FileProfile("SHA1", limit): the given rows are looked up by the value of that column.
    private static RowSource Profile(BoundNode call, RowSource input, string name)
    {
        var key = call.Child("ArgumentList")?.Children.FirstOrDefault()?.Constant;
        var place = key is null ? -1 : input.Shape.IndexOf(key);
        var names = Tables.ShapeOf(call);
        if (place < 0 || names.Columns.Length < input.Shape.Columns.Length)
        {
            throw QueryCompiler.Refuse($"'{name}' without the name of a column", call);
        }

        var added = names.Columns[input.Shape.Columns.Length..];
        return new RowSource(names, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var given = run.Input.Functions.GetValueOrDefault(name);
            if (given is null && !run.Input.MissingAreEmpty)
            {
                throw new RunStopped($"the rows of {name}(): none are given");
            }

            var byKey = new Dictionary<string, Value[]>(StringComparer.OrdinalIgnoreCase);
            foreach (var row in given?.Arranged([new(key!, "string"), .. added.Select(a => new Catalog.ColumnSchema(Bare(a.Name, input.Shape), a.Type.Name()))]) ?? [])
            {
                _ = byKey.TryAdd(row[1].AsText, row);
            }

            foreach (var row in input.Rows(run))
            {
                run.CountRow();
                var widened = new Value[names.Width];
                row.CopyTo(widened, 0);
                if (byKey.TryGetValue(ValueText.Of(row[place + 1]), out var found))
                {
                    found.AsSpan(2).CopyTo(widened.AsSpan(row.Length));
                }

                yield return widened;
            }
        }
    }

    // A column that the input has already is added under its name with a 1.
    private static string Bare(string name, Shape input) => name.EndsWith('1') && input.IndexOf(name[..^1]) >= 0 ? name[..^1] : name;
}
