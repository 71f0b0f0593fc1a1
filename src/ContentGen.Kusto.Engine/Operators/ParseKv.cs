using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;
using ContentGen.Kusto.RegularExpressions;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// parse-kv: columns for the values of named keys in a text, by given delimiters, by none, or by a regular expression of two groups. The
/// first value of a key counts; a key that is missing gives null or an empty text (https://learn.microsoft.com/kusto/query/parse-kv-operator).
/// </summary>
internal static class ParseKv
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var keys = node.Child("Keys")!.ChildrenOf("Columns").Select(ColumnOf).ToArray();
        var find = Finder(node, [.. keys.Select(k => k.Name)]);
        var text = compiler.Scalar(node.Child("Expression")!, scope.WithRow(input.Shape));
        var columns = input.Shape.Columns.ToList();
        var cells = keys.Select(key =>
        {
            var place = columns.FindIndex(c => c.Name == key.Name);
            if (place < 0)
            {
                place = columns.Count;
                columns.Add(key);
            }

            columns[place] = key;
            return place + 1;
        }).ToArray();
        var shape = new Shape(columns);
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var row in input.Rows(run))
            {
                run.CountRow();
                frame.Row = row;
                var found = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var (key, value) in find(Casts.Text(text.Evaluate(frame), text.Type)))
                {
                    _ = found.TryAdd(key.Trim(), value);
                }

                var parsed = new Value[shape.Width];
                row.CopyTo(parsed, 0);
                for (var i = 0; i < keys.Length; i++)
                {
                    parsed[cells[i]] = Casts.To(found.TryGetValue(keys[i].Name, out var value) ? Value.Of(value) : Value.Null, keys[i].Type);
                }

                yield return parsed;
            }
        }
    }

    private static Func<string, IEnumerable<KeyValuePair<string, string>>> Finder(BoundNode node, string[] keys)
    {
        var given = (node.Child("WithClause")?.ChildrenOf("Properties") ?? []).Select(p => (Name: p.Child("Name")?.Name ?? "", Value: p.Child("Expression")?.Constant ?? "")).ToList();
        string? Of(string name) => given.Where(g => g.Name == name).Select(g => g.Value).FirstOrDefault();
        string[] quotes = [.. given.Where(g => g.Name == "quote").Select(g => g.Value)], escapes = [.. given.Where(g => g.Name == "escape").Select(g => g.Value)];
        if (quotes.Any(q => q.Length is not (1 or 2)) || escapes.Any(e => e.Length != 1))
        {
            throw QueryCompiler.Refuse("quotes of other than one or two characters, or an escape of more than one", node);
        }

        if (Of("regex") is { } pattern)
        {
            var (regex, wrong) = KustoRegex.Translate(pattern);
            return regex is null || regex.GetGroupNumbers().Length != 3
                ? throw QueryCompiler.Refuse($"the regular expression of parse-kv: {wrong ?? "it has not two groups"}", node)
                : text => regex.Matches(text).Select(m => KeyValuePair.Create(m.Groups[1].Value, m.Groups[2].Value.Trim()));
        }

        var quoted = new QuotedParts(quotes, escapes);
        return (Of("pair_delimiter"), Of("kv_delimiter")) switch
        {
            (null, null) => text => KeyValuePairs.ByWords(text, quoted),
            ({ Length: > 0 } pair, { Length: > 0 } separator) => Of("greedy") is "true" ? text => KeyValuePairs.Greedy(text, pair, separator, keys, quoted) : text => KeyValuePairs.Delimited(text, pair, separator, quoted),
            _ => throw QueryCompiler.Refuse("parse-kv with one of the two delimiters", node),
        };
    }

    private static Column ColumnOf(BoundNode declaration)
    {
        var name = declaration.Child("Name") ?? throw QueryCompiler.Refuse("a key of an unknown form", declaration);
        return new Column(name.Name!, ScalarTypes.Find(name.Type?.Name ?? "") is { } type and not ScalarType.Dynamic ? type : throw QueryCompiler.Refuse("a key of a type that texts are not read as", declaration));
    }
}
