using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContentGen.Emulator;

/// <summary>The emulator behind a port of this machine.</summary>
internal sealed class EmulatorServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SentinelEmulator _emulator;
    private readonly CancellationTokenSource _stop = new();
    private bool _isDisposed;

    /// <param name="emulator">Answers; may be shared.</param>
    /// <param name="port">0: any that is free.</param>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public EmulatorServer(SentinelEmulator emulator, int port)
    {
        _emulator = emulator;
        Endpoint = new Uri($"http://127.0.0.1:{(port == 0 ? FreePort() : port)}");
        _listener.Prefixes.Add(Endpoint.ToString());
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public Uri Endpoint { get; }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Closed, or a connection that broke before it asked.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, _stop.Token).ConfigureAwait(false);
            var answer = _emulator.Handle(new EmulatorRequest(context.Request.HttpMethod, context.Request.Url!, context.Request.Headers["Authorization"], body.ToArray()));
            await Task.Delay(answer.End == ResponseEnd.Hang ? Timeout.InfiniteTimeSpan : answer.Delay, _stop.Token).ConfigureAwait(false);
            if (answer.End == ResponseEnd.Reset)
            {
                context.Response.Abort();
                return;
            }

            await WriteAsync(context.Response, answer).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException or ProtocolViolationException)
        {
            // Whoever asked is gone.
        }
    }

    private async Task WriteAsync(HttpListenerResponse response, EmulatorResponse answer)
    {
        var bytes = answer.Body is null ? [] : Encoding.UTF8.GetBytes(answer.Body.ToJsonString());
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        response.ContentType = "application/json; charset=utf-8";
        if (answer.Status != 204)
        {
            response.ContentLength64 = bytes.Length;
            await response.OutputStream.WriteAsync(bytes.AsMemory(0, answer.End == ResponseEnd.Truncated ? bytes.Length / 2 : bytes.Length), _stop.Token).ConfigureAwait(false);
            await response.OutputStream.FlushAsync(_stop.Token).ConfigureAwait(false);
        }

        if (answer.End == ResponseEnd.Truncated)
        {
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }
}
