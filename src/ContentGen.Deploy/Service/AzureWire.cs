using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ContentGen.Deploy.Service;

/// <summary>
/// One request and its answer as JSON. The pipeline retries what it may; here a body that breaks off or is no JSON is fetched again,
/// and every failure becomes an <see cref="AzureException"/> from which the token has been taken out.
/// </summary>
internal sealed class AzureWire(HttpPipeline pipeline, Uri endpoint, ConnectionOptions options)
{
    private const int Readings = 3;
    private const int LargestBody = 128 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public Uri At(string path, string apiVersion) => new(endpoint, $"{path}?api-version={apiVersion}");

    /// <summary>The address of a next page or an operation, also one relative to where it is named; a token must not follow it to another host.</summary>
    public Uri Follow(Uri from, string link)
    {
        if (Uri.TryCreate(from, link, out var uri) && uri.Scheme == endpoint.Scheme && uri.Authority == endpoint.Authority && uri.UserInfo.Length == 0)
        {
            return uri;
        }

        throw new AzureException(AzureFault.Other, 200, "", "the service names an address on another host, which is not followed");
    }

    /// <summary>A resource or a page of a list. An answer without a body is one that broke off.</summary>
    /// <exception cref="AzureException">Any answer but a success, and no answer at all.</exception>
    public async Task<JsonElement> ReadAsync(Uri uri, CancellationToken cancellation) =>
        (await SendAsync(RequestMethod.Get, uri, null, needsBody: true, cancellation).ConfigureAwait(false)).Body!.Value;

    /// <exception cref="AzureException">Any answer but a success, and no answer at all.</exception>
    public Task<AzureAnswer> SendAsync(RequestMethod method, Uri uri, JsonNode? body, CancellationToken cancellation) => SendAsync(method, uri, body, needsBody: false, cancellation);

    private async Task<AzureAnswer> SendAsync(RequestMethod method, Uri uri, JsonNode? body, bool needsBody, CancellationToken cancellation)
    {
        for (var reading = 1; ; reading++)
        {
            using var message = pipeline.CreateMessage();
            message.BufferResponse = false;
            message.Request.Method = method;
            message.Request.Uri.Reset(uri);
            message.Request.Headers.Add("Accept", "application/json");
            if (body is not null)
            {
                message.Request.Headers.Add("Content-Type", "application/json");
                message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(body.ToJsonString()));
            }

            try
            {
                await pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
                var answer = await AnswerAsync(message, cancellation).ConfigureAwait(false);
                return needsBody && answer.Body is null ? throw new IOException("it is empty") : answer;
            }
            catch (Exception e) when (e is IOException or JsonException && !cancellation.IsCancellationRequested)
            {
                if (reading >= Readings)
                {
                    throw new AzureException(AzureFault.Connection, 0, "", $"the answer could not be read: {Redact(message, Innermost(e))}");
                }

                await Task.Delay(options.RetryDelay, options.Clock, cancellation).ConfigureAwait(false);
            }
            catch (AggregateException e)
            {
                throw Unreachable(message, e.InnerExceptions[^1]);
            }
            catch (RequestFailedException e)
            {
                throw Unreachable(message, e);
            }
            catch (Azure.Identity.AuthenticationFailedException e)
            {
                throw new AzureException(AzureFault.Unauthorized, 0, "", $"no token: {Redact(message, Innermost(e))}");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new AzureException(AzureFault.Connection, 0, "", $"no answer within {options.NetworkTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
            }
        }
    }

    private async Task<AzureAnswer> AnswerAsync(HttpMessage message, CancellationToken cancellation)
    {
        var response = message.Response;
        var bytes = response.ContentStream is { } stream ? await ReadAsync(stream, cancellation).ConfigureAwait(false) : [];
        if (response.Status is < 200 or > 299)
        {
            var (code, text) = ErrorBody.Read(bytes);
            throw new AzureException(
                Faults.Of(response.Status, code, text), response.Status, Redact(message, code.Length > 0 ? code : response.ReasonPhrase), Redact(message, text.Length > 0 ? text : "the service says no more"));
        }

        return new AzureAnswer(response.Status, Parse(bytes))
        {
            Operation = Operation(message.Request.Uri.ToUri(), response),
            RetryAfter = response.Headers.TryGetValue("Retry-After", out var after) ? Wait(after) : null,
        };
    }

    // Seconds, or a date (RFC 9110, 10.2.3); never longer than the longest sensible wait between two looks.
    private TimeSpan? Wait(string after)
    {
        TimeSpan? wait = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParseExact(after, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - options.Clock.GetUtcNow()
            : null;
        return wait is { } w ? TimeSpan.FromTicks(Math.Clamp(w.Ticks, 0, LongestWait.Ticks)) : null;
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return null;
        }

        using var json = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), Strict);
        return json.RootElement.Clone();
    }

    private Uri? Operation(Uri from, Response response) =>
        response.Headers.TryGetValue("Azure-AsyncOperation", out var operation) || (response.Status == 202 && response.Headers.TryGetValue("Location", out operation))
            ? Follow(from, operation!)
            : null;

    private async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.NetworkTimeout);
        using var copy = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false)) > 0)
            {
                await copy.WriteAsync(buffer.AsMemory(0, read), limit.Token).ConfigureAwait(false);
                if (copy.Length > LargestBody)
                {
                    throw new AzureException(AzureFault.Other, 200, "", $"the answer is longer than {LargestBody / 1024 / 1024} MB");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return copy.ToArray();
    }

    private static AzureException Unreachable(HttpMessage message, Exception e) =>
        new(AzureFault.Connection, 0, "", $"{message.Request.Uri.Host}:{message.Request.Uri.Port.ToString(CultureInfo.InvariantCulture)} cannot be reached: {Redact(message, Innermost(e))}");

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e.Message.ReplaceLineEndings(" ");
    }

    // A service, or whoever stands in for it, may say our token back to us.
    private static string Redact(HttpMessage message, string text)
    {
        text = text.ReplaceLineEndings(" ");
        return message.Request.Headers.TryGetValue("Authorization", out var header) && header.Split(' ')[^1] is { Length: > 3 } token
            ? text.Replace(token, "[token]", StringComparison.Ordinal)
            : text;
    }
}
