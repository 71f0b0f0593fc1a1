using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>parse_url() and parse_urlquery(): the parts as they are written, nothing is unescaped.</summary>
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
        if (schemeEnd <= 0 || !char.IsAsciiLetter(url[0]) || url[..schemeEnd].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')))
        {
            throw new RunStopped("parse_url() of a text that is no absolute URL is not documented");
        }

        var rest = url[(schemeEnd + 3)..];
        (rest, var fragment) = Cut(rest, '#');
        (rest, var query) = Cut(rest, '?');
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? "" : rest[slash..];
        var authority = slash < 0 ? rest : rest[..slash];
        if (path == "/")
        {
            throw new RunStopped("whether the path of a URL that ends with its first slash is '/' or empty is not documented");
        }

        var at = authority.LastIndexOf('@');
        var (user, password) = Cut(at < 0 ? "" : authority[..at], ':');
        var host = authority[(at + 1)..];
        var port = "";
        if (!host.StartsWith('[') && host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
        {
            (host, port) = (host[..colon], host[(colon + 1)..]);
        }

        if (host.StartsWith('[') || host.Length == 0 || port.Any(c => !char.IsAsciiDigit(c)))
        {
            throw new RunStopped("parse_url() of this form of host is not documented");
        }

        return Value.Of(new DynamicBag(
        [
            new("Scheme", Value.Of(url[..schemeEnd])), new("Host", Value.Of(host)), new("Port", Value.Of(port)), new("Path", Value.Of(path)), new("Username", Value.Of(user)),
            new("Password", Value.Of(password)), new("Query Parameters", Parameters(query)), new("Fragment", Value.Of(fragment)),
        ]));
    }

    private static Value Parameters(string query)
    {
        var entries = new List<KeyValuePair<string, Value>>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Cut(part, '=');
            if (key.Length == 0 || entries.Exists(e => e.Key == key))
            {
                throw new RunStopped("a query parameter without a name, or twice the same, is not documented");
            }

            entries.Add(new(key, Value.Of(value)));
        }

        return Value.Of(new DynamicBag(entries));
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");
}
