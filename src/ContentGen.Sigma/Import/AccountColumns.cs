using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.RegularExpressions;
using ContentGen.Sigma.Mapping;
using ContentGen.Sigma.Parsing;

namespace ContentGen.Sigma.Import;

/// <summary>
/// DOMAIN\name, which a field holds as one text and a table in two columns: "NT AUTHORITY" is a domain, so that <c>User|contains: 'AUTHORI'</c>
/// asks for both.
/// </summary>
internal sealed class AccountColumns(string table, string? category)
{
    /// <summary>The columns of domain and name; null when the field has no such couple in the table.</summary>
    public (string Domain, string User)? Of(string? field)
    {
        var columns = field is null ? [] : FieldMap.Columns(table, category, field).ToList();
        var users = columns.Where(c => c.Kind == FieldKind.Account).Select(c => c.Column);
        return users.Select(u => (Domain: columns.Find(c => c.Kind == FieldKind.AccountDomain && c.Column == u.Replace("Name", "Domain", StringComparison.Ordinal)).Column, User: u))
            .Where(c => c.Domain is not null).Select(c => ((string, string)?)c).FirstOrDefault();
    }

    /// <exception cref="SigmaSyntaxException">The test has no counterpart in KQL.</exception>
    public static string Write(FieldTest test, string domain, string user)
    {
        var isCased = test.Flags == "cased";
        var equal = isCased ? "==" : "=~";
        string Ask(string column, string sign, string text) => $"{column} {sign}{(isCased && sign is not ("==" or "=~") ? "_cs" : "")} {KqlTexts.Quote(text)}";
        var slash = test.Value.IndexOf('\\', StringComparison.Ordinal);
        var isOnce = slash >= 0 && slash == test.Value.LastIndexOf('\\');
        var (before, after) = isOnce ? (test.Value[..slash], test.Value[(slash + 1)..]) : ("", "");
        return test.Test switch
        {
            "eq" when test.Value.Length == 0 => $"({domain} == '' and {user} == '')",
            "eq" when slash < 0 => Ask(user, equal, test.Value),
            "eq" when isOnce => Both(Ask(domain, equal, before), Ask(user, equal, after)),
            "contains" when slash < 0 => Either(Ask(domain, "contains", test.Value), Ask(user, "contains", test.Value)),
            "contains" when isOnce => Parts(before.Length == 0 ? null : Ask(domain, "endswith", before), after.Length == 0 ? null : Ask(user, "startswith", after), user),
            "startswith" when slash < 0 => Ask(domain, "startswith", test.Value),
            "startswith" when isOnce => Parts(Ask(domain, equal, before), after.Length == 0 ? null : Ask(user, "startswith", after), user),
            "endswith" when slash < 0 => Ask(user, "endswith", test.Value),
            "endswith" when isOnce => Parts(before.Length == 0 ? null : Ask(domain, "endswith", before), Ask(user, equal, after), user),
            "eq" or "contains" or "startswith" or "endswith" => Ask(Whole(domain, user), test.Test == "eq" ? equal : test.Test, test.Value),
            "null" => $"isempty({user})",
            "exists" => test.Value.Equals("true", StringComparison.OrdinalIgnoreCase) ? $"isnotempty({user})" : $"isempty({user})",
            "wildcard" => $"{Whole(domain, user)} matches regex {KqlTexts.Quote(KqlTestWriter.Pattern(test.Value, isCased))}",
            "re" when KustoRegex.Translate(test.Value).Wrong is null => $"{Whole(domain, user)} matches regex {KqlTexts.Quote((test.Flags.Length > 0 ? $"(?{test.Flags})" : "") + test.Value)}",
            _ => throw new SigmaSyntaxException($"the test '{test.Test}' of an account has no counterpart in KQL"),
        };
    }

    private static string Whole(string domain, string user) => $"strcat({domain}, '\\\\', {user})";

    private static string Both(string one, string other) => $"({one} and {other})";

    private static string Either(string one, string other) => $"({one} or {other})";

    // Every account has a backslash.
    private static string Parts(string? domain, string? name, string user) => (domain, name) switch
    {
        (null, null) => $"isnotempty({user})",
        ({ } one, { } other) => Both(one, other),
        _ => domain ?? name!,
    };
}
