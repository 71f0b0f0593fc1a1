using System.Text;
using System.Text.Json;
using ContentGen.Core.Content;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy;

/// <summary>The tables of a workspace with their columns, as the Log Analytics tables API tells them.</summary>
public static class WorkspaceTables
{
    /// <summary>All pages of the list as one: <c>{"value": [...]}</c> with a table a line, in the order of the service.</summary>
    /// <param name="target">Complete and without errors.</param>
    /// <param name="options">How requests travel.</param>
    /// <param name="maxCharacters">A longer list is an error.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="AzureException">The workspace cannot be read.</exception>
    public static async Task<string> ReadAsync(WorkspaceTarget target, ConnectionOptions options, int maxCharacters, CancellationToken cancellation)
    {
        var address = WorkspaceAddress.Of(target);
        var client = new AzureClient(new AzureWire(AzureConnection.Open(target.Cloud, options), target.Cloud.Endpoint, options), options);
        var text = new StringBuilder("{\"value\": [\n");
        var first = true;
        await foreach (var table in client.ListAsync($"{address.Id}/tables", ResourcePaths.Tables, cancellation).ConfigureAwait(false))
        {
            text.Append(first ? "" : ",\n").Append(JsonSerializer.Serialize(table));
            first = false;
            if (text.Length > maxCharacters)
            {
                throw new AzureException(AzureFault.Other, 200, "", $"the list of tables has more than {maxCharacters} characters");
            }
        }

        return text.Append("\n]}\n").ToString();
    }
}
