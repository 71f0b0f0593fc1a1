using Azure.Core;
using Azure.Core.Pipeline;

namespace ContentGen.Deploy.Service;

/// <summary>
/// A given token for an endpoint on this machine, the only place where Azure.Core's own policy, which insists on TLS, is replaced.
/// </summary>
internal sealed class StaticTokenPolicy(Uri endpoint, string token) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri.ToUri();
        if (!uri.IsLoopback || uri.Authority != endpoint.Authority)
        {
            throw new InvalidOperationException("a token from the environment is for this machine only");
        }

        message.Request.Headers.SetValue("Authorization", "Bearer " + token);
    }
}
