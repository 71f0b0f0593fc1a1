using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using ContentGen.Core.Content;
using ContentGen.Deploy.Querying;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Tests;

/// <summary>Queries to workspaces and clusters: what is sent where with which token, and what is made of answers.</summary>
public sealed class QueryingTests
{
    private const string Monitor = """{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"n","type":"long"},{"name":"d","type":"dynamic"}],"rows":[["2026-01-15T11:50:00Z",3,"{\"a\":1}"],[null,null,null]]}]}""";
    private const string Kusto = """{"Tables":[{"TableName":"Table_0","Columns":[{"ColumnName":"n","DataType":"Int64","ColumnType":"long"}],"Rows":[[3]]},{"TableName":"Table_1","Columns":[{"ColumnName":"Value","DataType":"String","ColumnType":"string"}],"Rows":[["{}"]]}]}""";

    [Test]
    public async Task Workspace_is_asked_at_the_query_api_for_its_resource()
    {
        var service = new Script(200, Monitor);
        var logs = new WorkspaceLogs(Lab.TargetOf("http://127.0.0.1:1"), Lab.Fast(service.Transport));
        var table = await logs.QueryAsync("T | take 1", TimeSpan.FromHours(36), CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(service.Address, Is.EqualTo($"POST http://127.0.0.1:1/v1{Lab.Scope}/query"));
            Assert.That(service.Body, Is.EqualTo("""{"query":"T | take 1","timespan":"P1DT12H"}"""));
            Assert.That(service.Authorization, Is.EqualTo($"Bearer {Lab.Token}"));
            Assert.That(table.Columns, Is.EqualTo(new[] { ("TimeGenerated", "datetime"), ("n", "long"), ("d", "dynamic") }));
            Assert.That(Enumerable.Range(0, 2).SelectMany(r => Enumerable.Range(0, 3).Select(c => table.Text(r, c))), Is.EqualTo(new[] { "2026-01-15T11:50:00Z", "3", """{"a":1}""", "", "", "" }));
        });
    }

    [TestCase("https://management.azure.com", "https://api.loganalytics.azure.com", "https://api.loganalytics.io/.default")]
    [TestCase("https://management.usgovcloudapi.net", "https://api.loganalytics.us", "https://api.loganalytics.us/.default")]
    public async Task Every_cloud_answers_queries_at_an_address_of_its_own(string cloud, string api, string scope)
    {
        var (service, tokens) = (new Script(200, Monitor), new Tokens());
        var logs = new WorkspaceLogs(Lab.TargetOf("http://127.0.0.1:1") with { Cloud = new WorkspaceCloud(new Uri(cloud), cloud, null, default) }, Lab.Fast(service.Transport) with { Credential = tokens });
        _ = await logs.QueryAsync("T", CancellationToken.None);
        Assert.That((service.Address, service.Body, tokens.Scope), Is.EqualTo(($"POST {api}/v1{Lab.Scope}/query", """{"query":"T"}""", scope)));
    }

    [Test]
    public void Cloud_whose_query_api_is_not_known_is_refused() => Assert.That(
        () => new WorkspaceLogs(Lab.TargetOf("http://127.0.0.1:1") with { Cloud = new WorkspaceCloud(new Uri("https://management.contoso.example"), "x", null, default) }, Lab.Fast(new Script(200, Monitor).Transport)),
        Throws.TypeOf<AzureException>().With.Message.Contains("it is not known where the cloud of management.contoso.example answers queries"));

    [Test]
    public async Task Cluster_is_asked_read_only_with_a_token_for_itself()
    {
        var (service, tokens) = (new Script(200, Kusto), new Tokens());
        var cluster = new KustoCluster(new Uri("https://help.westeurope.kusto.windows.net"), "Samples", Lab.Fast(service.Transport) with { Credential = tokens });
        var table = await cluster.QueryAsync("print n = 3", CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(service.Address, Is.EqualTo("POST https://help.westeurope.kusto.windows.net/v1/rest/query"));
            Assert.That(service.Body, Is.EqualTo("""{"db":"Samples","csl":"print n = 3","properties":{"Options":{"request_readonly":true}}}"""));
            Assert.That(tokens.Scope, Is.EqualTo("https://help.westeurope.kusto.windows.net/.default"));
            Assert.That((table.Columns.Single(), table.Text(0, 0), cluster.Name), Is.EqualTo((("n", "long"), "3", "help.westeurope.kusto.windows.net/Samples")));
        });
    }

    [TestCase(400, """{"error":{"message":"The request had some invalid properties","code":"BadArgumentError","innererror":{"code":"SemanticError","message":"A semantic error occurred.","innererror":{"code":"SEM0100","message":"'where' operator: Failed to resolve column 'x'"}}}}""", "400 SEM0100: 'where' operator: Failed to resolve column 'x'")]
    [TestCase(400, """{"error":{"code":"General_BadRequest","message":"Request is invalid.","@type":"Kusto.DataNode.Exceptions.SemanticErrorException","@message":"Semantic error: SEM0100"}}""", "400 General_BadRequest: Semantic error: SEM0100")]
    [TestCase(403, """{"error":{"message":"The provided credentials have insufficient access","code":"InsufficientAccessError"}}""", "403 InsufficientAccessError: The provided credentials have insufficient access")]
    [TestCase(200, """{"tables":[{"name":"PrimaryResult","columns":[],"rows":[]}],"error":{"code":"PartialError","message":"There were some errors when processing your query.","details":[{"code":"EngineError","message":"Query result set exceeds 500000 records"}]}}""", "200 EngineError: the result is not whole: Query result set exceeds 500000 records")]
    [TestCase(200, "[]", "200 : the answer to the query is none: it is no object")]
    [TestCase(200, """{"tables":[]}""", "200 : the answer to the query is none: it has no table")]
    [TestCase(200, """{"tables":[{"columns":[{"name":"a","type":"long"}],"rows":[[1,2]]}]}""", "200 : the answer to the query is none: a row has not a cell for each column")]
    public async Task Answer_that_is_no_result_is_an_error_in_the_service_s_words(int status, string body, string line)
    {
        var logs = new WorkspaceLogs(Lab.TargetOf("http://127.0.0.1:1"), Lab.Fast(new Script(status, body).Transport));
        var error = await Assert.ThrowsAsync<AzureException>(() => logs.QueryAsync("T", CancellationToken.None));
        Assert.That(error!.Line, Is.EqualTo(line));
    }

    [Test]
    public async Task Exception_among_the_rows_of_a_cluster_is_an_error()
    {
        var cluster = new KustoCluster(new Uri("http://127.0.0.1:1"), "db", Lab.Fast(new Script(200, """{"Tables":[{"Columns":[{"ColumnName":"n","ColumnType":"long"}],"Rows":[[1],{"Exceptions":["Query is expensive"]}]}]}""").Transport));
        var error = await Assert.ThrowsAsync<AzureException>(() => cluster.QueryAsync("T", CancellationToken.None));
        Assert.That(error!.Message, Is.EqualTo("the result is not whole: Query is expensive"));
    }

    private sealed class Script(int status, string answer) : HttpMessageHandler
    {
        public string Address { get; private set; } = "";

        public string Body { get; private set; } = "";

        public string? Authorization { get; private set; }

        public HttpPipelineTransport Transport => new HttpClientTransport(new HttpClient(this));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Address, Authorization, Body) = ($"{request.Method} {request.RequestUri}", request.Headers.Authorization?.ToString(), await request.Content!.ReadAsStringAsync(cancellationToken));
            using var json = JsonDocument.Parse(Body);
            return new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }

    private sealed class Tokens : TokenCredential
    {
        public string? Scope { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scope = requestContext.Scopes.Single();
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
