using Azure.Core;
using Azure.Core.Pipeline;

namespace ContentGen.Deploy.Service;

/// <summary>
/// Keeps below Resource Manager's throttling: 250 reads and 25 more a second, 200 writes and 10 more, 200 deletes and 10 more, for each
/// subscription, principal and region (Microsoft Learn, How Azure Resource Manager throttles requests).
/// </summary>
internal sealed class TokenBucketPolicy(TimeProvider clock) : HttpPipelinePolicy
{
    private readonly TokenBucket _reads = new(250, 25, clock);
    private readonly TokenBucket _writes = new(200, 10, clock);
    private readonly TokenBucket _deletes = new(200, 10, clock);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("requests are sent asynchronously");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var method = message.Request.Method;
        var bucket = method == RequestMethod.Get ? _reads : method == RequestMethod.Delete ? _deletes : _writes;
        if (bucket.Take() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, clock, message.CancellationToken).ConfigureAwait(false);
        }

        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }
}
