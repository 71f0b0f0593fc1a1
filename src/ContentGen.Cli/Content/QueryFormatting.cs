using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Formatting;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Cli.Content;

/// <summary>A rule with its keys in order and its queries as the Kusto library's formatter writes them.</summary>
internal static class QueryFormatting
{
    // The library's formatter needs a second and rarely a third look at its own lines until they stay.
    private const int MostRounds = 5;

    public static async Task<FormattedRule> FormatAsync(SourceText source, LanguageHost host, CancellationToken cancellation)
    {
        var ordered = RuleFormatter.Format(source);
        var moved = new SourceText(source.Path, ordered.Text);
        var edits = new List<TextEdit>();
        foreach (var query in Queries(YamlReader.Read(moved, new DiagnosticBag(moved))))
        {
            // The breaks at its end are the block's business.
            var content = query.Value.TrimEnd('\n');
            if (await FormatAsync(content, host, cancellation).ConfigureAwait(false) is not { } formatted)
            {
                return ordered with { Left = "the formatter would change more than blanks of a query, or not come to an end" };
            }

            if (formatted == content)
            {
                continue;
            }

            if (query.Edit(new TextSpan(0, content.Length), formatted) is not { } edit)
            {
                return ordered with { Left = "a query cannot be rewritten where it stands; write it as a block (|)" };
            }

            edits.Add(edit);
        }

        return ordered with { Text = TextEdits.TryApply(moved.Text, edits) ?? moved.Text };
    }

    // Formatted until formatting changes nothing any more; null when that does not happen.
    private static async Task<string?> FormatAsync(string query, LanguageHost host, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var formatted = (await host.FormatAsync(query, cancellation).ConfigureAwait(false))?.Trim('\n');
            if (formatted is null || formatted == query)
            {
                return formatted;
            }

            query = formatted;
        }

        return null;
    }

    private static IEnumerable<YamlScalar> Queries(YamlMapping? root)
    {
        var hunting = root?.Find("huntingQueries")?.Value is YamlSequence list ? list.Items.OfType<YamlMapping>() : [];
        return hunting.Prepend(root).Select(m => m?.Find("query")?.Value).OfType<YamlScalar>().Where(s => !string.IsNullOrWhiteSpace(s.Value));
    }
}
