using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Where Resource Manager answers, and for whom a token is asked.</summary>
/// <param name="Endpoint">Scheme, host and port; https, or http on a loopback address.</param>
/// <param name="Audience">The resource that tokens are for.</param>
/// <param name="Authority">Where tokens come from; null: the public cloud's.</param>
/// <param name="Span">Where the file says so.</param>
public sealed record WorkspaceCloud(Uri Endpoint, string Audience, Uri? Authority, TextSpan Span)
{
    public static readonly WorkspaceCloud Public = new(new Uri("https://management.azure.com"), "https://management.azure.com/", null, default);

    public static readonly WorkspaceCloud UsGovernment = new(
        new Uri("https://management.usgovcloudapi.net"), "https://management.usgovcloudapi.net", new Uri("https://login.microsoftonline.us"), default);
}
