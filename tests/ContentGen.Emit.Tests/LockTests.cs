using System.Text;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Emit.Locking;

namespace ContentGen.Emit.Tests;

public sealed class LockTests
{
    private static readonly HashSet<string> NoFaults = [];

    private static string Yaml(string version = "1.0.0") => Rules.Minimal + $"\nversion: {version}\n";

    [Test]
    public void Lock_is_what_was_printed_and_a_second_run_changes_nothing()
    {
        var first = Compare(ContentLock.Empty, Yaml());
        var printed = Encoding.UTF8.GetString(first.Next.Print().Span);
        var read = ContentLock.Read(new SourceText("content.lock.json", printed), [])!;
        var second = Compare(read, Yaml());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Changes.Select(c => c.Kind), Is.EqualTo(new[] { LockChangeKind.Added }));
            Assert.That(second.Changes, Is.Empty);
            Assert.That(Encoding.UTF8.GetString(second.Next.Print().Span), Is.EqualTo(printed));
        }
    }

    [Test]
    public void Changed_rule_without_a_new_version_is_an_error_that_says_what_changed()
    {
        var locked = Compare(ContentLock.Empty, Yaml()).Next;
        var compared = Compare(locked, Yaml().Replace("query: T", "query: T2", StringComparison.Ordinal).Replace("severity: Low", "severity: High", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(compared.Diagnostics.Select(d => $"{d.Start} {d.Code} {d.Message}"), Is.EqualTo(new[]
            {
                "10,10 CG2501 query, severity of the compiled rule changed since version 1.0.0 was locked; raise the version",
            }));
            Assert.That(compared.Next.Rules.Single().Value.Sha256, Is.EqualTo(locked.Rules.Single().Value.Sha256));
        }
    }

    [TestCase("1.0.0", "1.0.1", true, LockChangeKind.Changed)]
    [TestCase("1.9.0", "1.10.0", true, LockChangeKind.Changed)]
    [TestCase("1.0.0", "1.1.0", false, LockChangeKind.Renumbered)]
    public void Higher_version_is_a_change(string before, string after, bool query, LockChangeKind kind)
    {
        var locked = Compare(ContentLock.Empty, Yaml(before)).Next;
        var compared = Compare(locked, Yaml(after).Replace("query: T", query ? "query: T2" : "query: T", StringComparison.Ordinal));
        Assert.That((compared.Diagnostics.Length, compared.Changes.Single().Kind, compared.Next.Rules.Single().Value.Version), Is.EqualTo((0, kind, after)));
    }

    [Test]
    public void Form_of_the_file_is_no_change()
    {
        var locked = Compare(ContentLock.Empty, Yaml()).Next;
        var compared = Compare(locked, "# a comment\nversion: '1.0.0'\n" + Rules.Minimal.Replace("query: T", "query: \"T\"", StringComparison.Ordinal) + "\nowner: soc\n");
        Assert.That((compared.Changes.Length, compared.Diagnostics.Length), Is.EqualTo((0, 0)));
    }

    [TestCase("1.2.0", "1.1.9", "CG2503")]
    [TestCase("1.10.0", "1.9.0", "CG2503")]
    [TestCase("1.0.0", "one", "CG2504")]
    public void Version_that_went_back_or_is_none_is_an_error(string before, string after, string code) =>
        Assert.That(Compare(Compare(ContentLock.Empty, Yaml(before)).Next, Yaml(after)).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { code }));

    [Test]
    public void Id_of_a_removed_rule_is_never_used_again_but_the_rule_may_come_back()
    {
        var locked = Compare(ContentLock.Empty, Yaml()).Next;
        var removed = LockComparison.Create([], NoFaults, locked);
        var other = Compare(removed.Next, Yaml("2.0.0").Replace("name: Minimal", "name: Another", StringComparison.Ordinal).Replace("query: T", "query: T2", StringComparison.Ordinal));
        var back = Compare(removed.Next, Yaml("1.1.0").Replace("query: T", "query: T2", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(removed.Changes.Select(c => c.Kind), Is.EqualTo(new[] { LockChangeKind.Removed }));
            Assert.That((removed.Next.Rules.Count, removed.Next.Retired.Count), Is.EqualTo((0, 1)));
            Assert.That(other.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "CG2502" }));
            Assert.That((back.Diagnostics.Length, back.Next.Rules.Count, back.Next.Retired.Count), Is.EqualTo((0, 1, 0)));
        }
    }

    [Test]
    public void Rule_with_errors_stays_as_it_is_locked()
    {
        var locked = Compare(ContentLock.Empty, Yaml()).Next;
        var compared = LockComparison.Create([], new HashSet<string> { Rules.Id }, locked);
        Assert.That((compared.Changes.Length, compared.Next.Rules.Count), Is.EqualTo((0, 1)));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"lock\": 2}")]
    [TestCase("{\"lock\": 1, \"rules\": [], \"retired\": {}}")]
    [TestCase("{\"lock\": 1, \"rules\": {\"a\": {\"name\": 1, \"version\": \"\", \"sha256\": \"\", \"parts\": {}}}, \"retired\": {}}")]
    [TestCase("{\"lock\": 1,\n<<<<<<< HEAD\n")]
    public void File_that_is_no_lock_is_an_error(string text)
    {
        var found = new List<Diagnostic>();
        Assert.That(ContentLock.Read(new SourceText("content.lock.json", text), found), Is.Null);
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "CG2506" }));
    }

    private static LockComparison Compare(ContentLock locked, string yaml) => LockComparison.Create([Rule(yaml)], NoFaults, locked);

    private static Rule Rule(string yaml) => Rules.Read(yaml);
}
