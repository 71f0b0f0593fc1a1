using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>What a query, or the body of a function, names itself: not what lies behind the functions that it calls. Each in ordinal order.</summary>
/// <param name="Tables">Tables.</param>
/// <param name="Functions">Functions of the workspace.</param>
/// <param name="Watchlists">Aliases given to _GetWatchlist.</param>
/// <param name="Feeds">Addresses that externaldata reads, without their query and fragment: those may hold secrets.</param>
public sealed record QueryReferences(ImmutableArray<string> Tables, ImmutableArray<string> Functions, ImmutableArray<string> Watchlists, ImmutableArray<string> Feeds)
{
    private const string Watchlist = "_GetWatchlist";

    public static readonly QueryReferences None = new([], [], [], []);

    /// <summary>Of a rule's query: its own text and the functions that it declares itself, with what they are called with.</summary>
    public static QueryReferences Of(BoundQuery? query) =>
        query?.Tree is { } tree ? Of(tree.Root.Descendants().Concat(tree.Bodies.Where(b => b.IsInQuery).SelectMany(b => b.Root.Descendants()))) : None;

    public static QueryReferences Of(IEnumerable<BoundNode> nodes)
    {
        SortedSet<string> tables = new(StringComparer.Ordinal), functions = new(StringComparer.Ordinal), watchlists = new(StringComparer.Ordinal), feeds = new(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            switch (node)
            {
                case { Kind: "NameReference", Symbol: { Kind: "table", Name: { Length: > 0 } name } }:
                    _ = tables.Add(name);
                    break;
                case { Kind: "NameReference", Symbol: { Kind: "workspace-function", Name: not Watchlist and var name } }:
                    _ = functions.Add(name);
                    break;
                case { Kind: "FunctionCallExpression" } when Called(node) == "table" && node.Type is { IsTable: true, Name.Length: > 0 } rows:
                    _ = tables.Add(rows.Name);
                    break;
                case { Kind: "FunctionCallExpression" } when Called(node) == Watchlist && node.Child("ArgumentList")?.Child("Expressions")?.Constant is { } alias:
                    _ = watchlists.Add(alias);
                    break;
                case { Kind: "ExternalDataExpression" }:
                    feeds.UnionWith(node.Children.Select(c => c.Constant).OfType<string>().Select(Address));
                    break;
                default:
                    break;
            }
        }

        return new QueryReferences([.. tables], [.. functions], [.. watchlists], [.. feeds]);
    }

    private static string? Called(BoundNode call) => call.Child("Name")?.Name;

    private static string Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : text.Split('?', '#', ';')[0];
}
