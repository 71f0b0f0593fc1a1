using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Hosting;
namespace ContentGen.Kusto.Tests;
public sealed class Scratch
{
    [Test]
    public async Task Dump()
    {
        using var host = new LanguageHost(TestHost.Options());
        foreach (var q in File.ReadAllText("/tmp/w/scratch.kql").Split("----"))
        {
            var b = await host.BindAsync(TestHost.Query(q.Trim()), CancellationToken.None);
            Console.WriteLine("=== " + q.Trim());
            foreach (var d in b.Diagnostics) Console.WriteLine(d);
            if (b.Tree is null) { Console.WriteLine(b.Failure); continue; }
            void Show(BoundNode n, int depth)
            {
                Console.WriteLine($"{new string(' ', depth * 2)}{n.Role}:{n.Kind} [{n.Span.Start}+{n.Span.Length}] type={(n.Type?.ToString() is { Length: > 60 } t ? t[..60] : n.Type?.ToString())} sym={n.Symbol?.Kind}/{n.Symbol?.Name} const={n.Constant} name={n.Name} tok={string.Join(",", n.Tokens)} {(n.Body is null ? "" : "BODY")}");
                foreach (var c in n.Children) Show(c, depth + 1);
            }
            Show(b.Tree.Root, 0);
            foreach (var body in b.Tree.Bodies) { Console.WriteLine("BODY " + body.Function?.Name); Show(body.Root, 1); }
        }
    }
}
