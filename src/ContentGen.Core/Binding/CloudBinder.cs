using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>
/// <c>cloud</c>: the name of one, or <c>{endpoint, audience, authority}</c>. Without https only a loopback address is an endpoint: a
/// token must not travel in the clear.
/// </summary>
internal static class CloudBinder
{
    public static WorkspaceCloud Bind(MappingReader reader)
    {
        switch (reader.Take("cloud"))
        {
            case YamlScalar scalar:
                return reader.OneOf(scalar, Vocabularies.Cloud) is { } named ? named.Value with { Span = named.Span } : WorkspaceCloud.Public;
            case YamlMapping mapping:
                return Custom(reader.Inner(mapping, "cloud"));
            case var other:
                _ = reader.Shape<YamlMapping>("cloud", other, "the name of a cloud or a mapping");
                return WorkspaceCloud.Public;
        }
    }

    private static WorkspaceCloud Custom(MappingReader reader)
    {
        var endpoint = Endpoint(reader, reader.RequiredText("endpoint"));
        var audience = reader.FilledText("audience")?.Value;
        var authority = Endpoint(reader, reader.FilledText("authority"));
        reader.Finish();
        return endpoint is null
            ? WorkspaceCloud.Public with { Span = reader.Span }
            : new WorkspaceCloud(endpoint, audience ?? endpoint.GetLeftPart(UriPartial.Authority), authority, reader.Span);
    }

    private static Uri? Endpoint(MappingReader reader, Located<string>? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text.Value.Trim(), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            && uri is { UserInfo: "", Query: "", Fragment: "" })
        {
            return uri;
        }

        reader.Add(WorkspaceDescriptors.NotAnEndpoint, text.Span, text.Value);
        return null;
    }
}
