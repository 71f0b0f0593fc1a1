using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// parse_url() and parse_urlquery(): the parts as they are written, nothing is unescaped. What the documentation leaves open is taken from
/// answers of the service that users published (github.com/microsoft/Kusto-Query-Language/issues/112, MicrosoftDocs/dataexplorer-docs/issues/917).
/// </summary>
internal static class UrlFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("parse_url", Lift.Text(Parse));
        table.Alias("parseurl", "parse_url");
        table.Add("parse_urlquery", Lift.Text(t => Value.Of(new DynamicBag([new("Query Parameters", Parameters(t))]))));
        table.Alias("parseurlquery", "parse_urlquery");
    }

    private static Value Parse(string url)
    {
        var schemeEnd = url.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0 && url.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && IsScheme(url[..colon]))
        {
            return Bag("", "", "", "", "", "", "", "");
        }

        if (schemeEnd <= 0 || !IsScheme(url[..schemeEnd]))
        {
            throw new RunStopped("parse_url() of a text that is no absolute URL is not documented");
        }

        var rest = url[(schemeEnd + 3)..];
        (rest, var fragment) = Cut(rest, '#');
        (rest, var query) = Cut(rest, '?');
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? "" : rest[slash..];
        if (path == "/")
        {
            throw new RunStopped("whether the path of a URL that ends with its first slash is '/' or empty is not documented");
        }

        // A name without a password stays with the host, and so do the brackets of IPv6 with all but what stands behind its last colon.
        var host = slash < 0 ? rest : rest[..slash];
        var (user, password, port) = ("", "", "");
        if (host.LastIndexOf('@') is >= 0 and var at && host[..at].Contains(':', StringComparison.Ordinal))
        {
            (user, password) = Cut(host[..at], ':');
            host = host[(at + 1)..];
        }

        if (host.LastIndexOf(':') is >= 0 and var last)
        {
            (host, port) = (host[..last], host[(last + 1)..]);
        }

        return host.Length > 0 && (host.StartsWith('[') || (!host.Contains(':', StringComparison.Ordinal) && port.All(char.IsAsciiDigit)))
            ? Bag(url[..schemeEnd], host, port, path, user, password, query, fragment)
            : throw new RunStopped("parse_url() of this form of host is not documented");
    }

    private static Value Bag(string scheme, string host, string port, string path, string user, string password, string query, string fragment) => Value.Of(new DynamicBag(
    [
        new("Scheme", Value.Of(scheme)), new("Host", Value.Of(host)), new("Port", Value.Of(port)), new("Path", Value.Of(path)), new("Username", Value.Of(user)),
        new("Password", Value.Of(password)), new("Query Parameters", Parameters(query)), new("Fragment", Value.Of(fragment)),
    ]));

    private static bool IsScheme(string text) => char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.');

    // In the order of their names; the last one of a name counts; without a value it is none.
    private static Value Parameters(string query)
    {
        var entries = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => p.Contains('=', StringComparison.Ordinal)))
        {
            var (key, value) = Cut(part, '=');
            entries[key] = key.Length > 0 ? Value.Of(value) : throw new RunStopped("a query parameter without a name is not documented");
        }

        return Value.Of(new DynamicBag(entries));
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");
}
