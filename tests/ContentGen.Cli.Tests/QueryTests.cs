using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>query without data.</summary>
public sealed class QueryTests
{
    [Test]
    public async Task Search_without_data_goes_over_the_views_of_the_query()
    {
        var folder = TestFolders.Temporary();
        var queries = new[]
        {
            new { id = "a", query = "let One = view () { range n from 1 to 3 step 1 };\nlet Two = view () { range n from 3 to 5 step 1 };\nsearch n == 3" },
            new { id = "b", query = "let One = view () { print s='; search x' };\nprint 1" },
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), JsonSerializer.Serialize(queries));
        var run = await Tool.RunAsync(folder, "query", "--batch", "b.json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Lines, Is.EqualTo([
                """{"id":"a","columns":["$table","n"],"types":["string","long"],"rows":[["One",3],["Two",3]]}""",
                """{"id":"b","columns":["print_0"],"types":["long"],"rows":[[1]]}""",
            ]));
        }
    }
}
