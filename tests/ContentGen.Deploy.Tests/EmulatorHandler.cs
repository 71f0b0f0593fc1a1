using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>Requests straight to the emulator, without a socket.</summary>
internal sealed class EmulatorHandler(SentinelEmulator emulator) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = emulator.Handle(new EmulatorRequest(request.Method.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), body));
        if (answer.End == ResponseEnd.Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        if (answer.End == ResponseEnd.Reset)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection reset by peer", new IOException("Connection reset by peer"));
        }

        await Task.Delay(answer.Delay, cancellationToken);
        var bytes = answer.Body is null ? [] : Encoding.UTF8.GetBytes(answer.Body.ToJsonString());
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = answer.End == ResponseEnd.Truncated ? new StreamContent(new BrokenStream(bytes[..(bytes.Length / 2)])) : new ByteArrayContent(bytes),
        };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in answer.Headers)
        {
            _ = response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("The response ended prematurely.") : base.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) =>
            Position == Length ? throw new IOException("The response ended prematurely.") : base.Read(buffer, offset, count);
    }
}
