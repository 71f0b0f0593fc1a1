using System.Text;
using System.Text.RegularExpressions;

namespace ContentGen.Kusto.Tests.Agreement;

/// <summary>Damaged queries, always the same for the same number: what authors mistype, what editors cut off, what an attacker sends.</summary>
internal static partial class Mutations
{
    private static readonly string[] Fragments =
    [
        " | union * ", " | search \"x\" ", "(((", ")))", "'", "\"", "```", "//", " | where ", " | extend x = ", " in~ (", " | join kind=inner (", " | evaluate bag_unpack(", "dynamic([",
        "\u0000", "\uFEFF", "😀", "\u2028", "é", "\\", "@'", "h'", " | project-away *", " | invoke FileProfile(\"SHA1\", 1)", "; let x = ", " workspace('a').", " table('SecurityEvent')", "-", "*", "Device*",
    ];

    public static string Make(IReadOnlyList<string> queries, int number)
    {
        var random = new Random(number);
        var query = queries[random.Next(queries.Count)];
        return (number % 8) switch
        {
            0 => WithoutToken(query, random),
            1 => WithRenamed(query, random),
            2 => query[..random.Next(query.Length)],
            3 => WithBytes(query, random),
            4 => Nested(query, random),
            5 => query.Insert(random.Next(query.Length + 1), Fragments[random.Next(Fragments.Length)]),
            6 => WithSwapped(query, random),
            _ => query[random.Next(query.Length)..] + queries[random.Next(queries.Count)],
        };
    }

    private static string WithoutToken(string query, Random random) => Replace(Tokens().Matches(query), query, random, _ => "");

    private static string WithRenamed(string query, Random random) => Replace(Names().Matches(query), query, random, m => random.Next(4) switch
    {
        0 => m.ToUpperInvariant(),
        1 => m[1..],
        2 => m + "1",
        _ => $"['{m} x']",
    });

    private static string WithSwapped(string query, Random random)
    {
        var names = Names().Matches(query);
        return names.Count == 0 ? query : Replace(names, query, random, _ => names[random.Next(names.Count)].Value);
    }

    private static string Replace(MatchCollection places, string query, Random random, Func<string, string> with)
    {
        if (places.Count == 0)
        {
            return query;
        }

        var place = places[random.Next(places.Count)];
        return query[..place.Index] + with(place.Value) + query[(place.Index + place.Length)..];
    }

    private static string WithBytes(string query, Random random)
    {
        var text = new StringBuilder(query);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            _ = text.Insert(random.Next(text.Length + 1), (char)random.Next(0x20 * random.Next(2), random.Next(2) == 0 ? 0x80 : 0xD800));
        }

        return text.ToString();
    }

    private static string Nested(string query, Random random)
    {
        var depth = 1 << random.Next(1, 11);
        return random.Next(9) switch
        {
            0 => query + " | where " + Around(depth, "(", "1 == 1", ")"),
            1 => query + " | where " + Around(depth, "not(", "true", ")"),
            2 => query + " | extend x = " + Around(depth, "iff(true, 1, ", "1", ")"),
            3 => query + " | extend x = dynamic(" + Around(depth, "[", "1", "]") + ")",
            4 => query + " | extend x = " + Around(depth, "-", "1", ""),
            5 => query + " | where " + Around(depth, "x == 1 or ", "true", ""),
            6 => query + " | union " + Around(depth, "(union (", "print 1", "))"),
            // Each level has the columns of those below it: the work grows with the square.
            7 => Around(Math.Min(depth, 64), "print x = 1 | join kind=inner (", query, ") on x"),
            // Half of it: nothing is closed.
            _ => query[..random.Next(query.Length)] + Around(depth, random.Next(2) == 0 ? "(" : "{", "", ""),
        };
    }

    private static string Around(int depth, string before, string inside, string after) =>
        string.Concat(Enumerable.Repeat(before, depth)) + inside + string.Concat(Enumerable.Repeat(after, depth));

    [GeneratedRegex(@"\w+|[^\w\s]")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\b[A-Za-z_]\w{2,}\b")]
    private static partial Regex Names();
}
