using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.RegularExpressions;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// A term of search: as it stands it is a whole term, with a * before or behind it a suffix or prefix of one, with both any part of the
/// text, with one inside a regular expression (https://learn.microsoft.com/kusto/query/search-operator).
/// </summary>
internal static class SearchTerm
{
    public static Func<string, bool> Of(string term, bool folded, BoundNode node)
    {
        var inner = term.Trim('*');
        if (inner.Length == 0)
        {
            throw QueryCompiler.Refuse("search for nothing", node);
        }

        if (inner.Contains('*', StringComparison.Ordinal))
        {
            var pattern = $@"{(folded ? "(?i)" : "")}\b{string.Join(".*", term.Split('*').Select(KustoRegex.Quote))}\b";
            var (regex, wrong) = KustoRegex.Translate(pattern);
            return regex is null ? throw QueryCompiler.Refuse($"the term '{term}': {wrong}", node) : regex.IsMatch;
        }

        return (term[0] == '*', term[^1] == '*') switch
        {
            (true, true) => text => folded ? Ascii.IndexOfFolded(text, inner) >= 0 : text.Contains(inner, StringComparison.Ordinal),
            (true, false) => text => Terms.Has(text, inner, Edges.Right, folded),
            (false, true) => text => Terms.Has(text, inner, Edges.Left, folded),
            _ => text => Terms.Has(text, inner, Edges.Both, folded),
        };
    }
}
