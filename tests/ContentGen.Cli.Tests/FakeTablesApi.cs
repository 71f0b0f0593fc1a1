using System.Net;

namespace ContentGen.Cli.Tests;

/// <summary>A tables API: pages, or one refusal. It notes what it was asked.</summary>
internal sealed class FakeTablesApi(int status, params string[] pages) : FakeApi
{
    public List<string> Requests { get; } = [];

    protected override Task<(int Status, string Body)> AnswerAsync(HttpListenerRequest request)
    {
        Requests.Add($"{request.HttpMethod} {request.Url!.PathAndQuery} {request.Headers["Authorization"]}");
        var page = int.TryParse(request.QueryString["page"], out var n) ? n : 0;
        if (status != 200)
        {
            return Task.FromResult((status, pages[page]));
        }

        var next = page + 1 < pages.Length ? $",\"nextLink\":\"{Endpoint}{request.Url.AbsolutePath}?api-version=2022-10-01&page={page + 1}\"" : "";
        return Task.FromResult((status, $"{{\"value\":[{pages[page]}]{next}}}"));
    }
}
