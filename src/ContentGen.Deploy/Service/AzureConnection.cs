using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ContentGen.Core.Content;

namespace ContentGen.Deploy.Service;

/// <summary>The pipeline to one cloud: identity, retries, rate limits.</summary>
internal static class AzureConnection
{
    /// <exception cref="AzureException">An endpoint on this machine without a token.</exception>
    public static HttpPipeline Open(WorkspaceCloud cloud, ConnectionOptions options)
    {
        var client = new Options();
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.Delay = options.RetryDelay;
        client.Retry.NetworkTimeout = options.NetworkTimeout;
        client.Diagnostics.ApplicationId = "contentgen";
        // Bodies hold detection logic, headers hold tokens: neither is anybody's log.
        client.Diagnostics.IsLoggingContentEnabled = false;
        client.Diagnostics.IsLoggingEnabled = false;
        client.Diagnostics.IsDistributedTracingEnabled = false;
        client.Transport = options.Transport ?? new HttpClientTransport(new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 32, AutomaticDecompression = DecompressionMethods.All }) { Timeout = Timeout.InfiniteTimeSpan });
        HttpPipelinePolicy identity = Identity(cloud, options);
        return options.RespectsRateLimits
            ? HttpPipelineBuilder.Build(client, [], [new TokenBucketPolicy(options.Clock), identity], null)
            : HttpPipelineBuilder.Build(client, [], [identity], null);
    }

    private static HttpPipelinePolicy Identity(WorkspaceCloud cloud, ConnectionOptions options)
    {
        if (cloud.Endpoint.IsLoopback && options.Credential is null)
        {
            return options.LoopbackToken is { Length: > 0 } token && !token.AsSpan().ContainsAny('\r', '\n')
                ? new StaticTokenPolicy(cloud.Endpoint, token)
                : throw new AzureException(
                    AzureFault.Unauthorized, 0, "", $"{cloud.Endpoint.Authority} is on this machine: its token belongs into the environment variable CONTENTGEN_ACCESS_TOKEN");
        }

        var credential = options.Credential ?? new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            AuthorityHost = cloud.Authority ?? AzureAuthorityHosts.AzurePublicCloud,
            ExcludeInteractiveBrowserCredential = true,
        });
        // An audience that ends in '/' gets a second one; that is how the scope of such an audience is written.
        return new BearerTokenAuthenticationPolicy(credential, cloud.Audience + "/.default");
    }

    private sealed class Options : ClientOptions;
}
