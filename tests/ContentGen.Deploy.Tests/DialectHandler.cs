using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>
/// The emulator's answers in another shape that is as legal: what the specification leaves open differs between versions of the service, and
/// between it and the gateways before it.
/// </summary>
internal sealed partial class DialectHandler(SentinelEmulator emulator, Dialect dialect) : DelegatingHandler(new EmulatorHandler(emulator))
{
    private static readonly string[] Durations = ["queryFrequency", "queryPeriod", "suppressionDuration", "lookbackDuration"];

    private static readonly string[] Words = ["severity", "triggerOperator", "aggregationKind", "entityType", "matchingMethod", "alertProperty", "tactics", "groupByEntities", "groupByAlertDetails", "kind"];

    private static readonly string[] Optional =
    [
        "alertRuleTemplateName", "templateVersion", "startTimeUtc", "customDetails", "entityMappings", "sentinelEntitiesMappings", "alertDetailsOverride", "techniques", "subTechniques", "incidentConfiguration",
        "tags", "functionAlias", "functionParameters",
    ];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (dialect == Dialect.Silent && request.Method == HttpMethod.Put && response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
        {
            response.StatusCode = HttpStatusCode.OK;
            response.Content = new ByteArrayContent([]);
            return response;
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (text.Length > 0 && response.IsSuccessStatusCode)
        {
            response.Content = new StringContent(Translate("", JsonNode.Parse(text))!.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return response;
    }

    private JsonNode? Translate(string name, JsonNode? node) => node switch
    {
        JsonObject o => Object(name, o),
        JsonArray a => new JsonArray([.. (dialect == Dialect.Order ? a.Reverse() : a).Select(i => Translate(name, i))]),
        JsonValue v when v.TryGetValue<string>(out var text) => JsonValue.Create(Text(name, text)),
        _ => node?.DeepClone(),
    };

    private JsonObject Object(string name, JsonObject node)
    {
        var properties = node.Select(p => KeyValuePair.Create(p.Key, Translate(p.Key, p.Value))).ToList();
        var isResource = node.ContainsKey("properties") && node.ContainsKey("id");
        if (dialect == Dialect.Order)
        {
            properties.Reverse();
        }

        if (dialect == Dialect.Nulls && name == "properties")
        {
            properties.AddRange(Optional.Where(o => !node.ContainsKey(o)).Select(o => KeyValuePair.Create<string, JsonNode?>(o, null)));
        }

        if (dialect == Dialect.Nulls && isResource && !node.ContainsKey("kind"))
        {
            properties.Add(KeyValuePair.Create<string, JsonNode?>("kind", null));
        }

        if (dialect == Dialect.Upper && isResource)
        {
            properties = [.. properties.Select(p => p.Key == "name" ? KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value!.GetValue<string>().ToUpperInvariant()) : p)];
        }

        if (dialect == Dialect.More && !node.ContainsKey("newInThisVersion") && name is not ("customDetails" or "itemsKeyValue"))
        {
            properties.Add(KeyValuePair.Create<string, JsonNode?>("newInThisVersion", new JsonObject { ["a"] = new JsonArray(1, "b", null) }));
        }

        if (dialect == Dialect.Nameless && isResource)
        {
            _ = properties.RemoveAll(p => p.Key == "name");
        }

        return new JsonObject(properties);
    }

    private string Text(string name, string text) => dialect switch
    {
        Dialect.Lower when Words.Contains(name) => text.ToLowerInvariant(),
        Dialect.Upper when Words.Contains(name) => text.ToUpperInvariant(),
        Dialect.Lower when name is "id" or "parentId" => text.ToLowerInvariant(),
        Dialect.Seconds when Durations.Contains(name) => $"PT{XmlConvert.ToTimeSpan(text).TotalSeconds}S",
        Dialect.Clock when Durations.Contains(name) => XmlConvert.ToTimeSpan(text).ToString("c"),
        Dialect.Lines when name is "query" or "description" => text.ReplaceLineEndings("\r\n") + "\r\n",
        Dialect.Links when name == "nextLink" => Host().Replace(text, ""),
        Dialect.Queries when name == "nextLink" => text[text.IndexOf('?', StringComparison.Ordinal)..],
        _ => text,
    };

    [GeneratedRegex("\\Ahttp://[^/]+", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
