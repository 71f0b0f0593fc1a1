using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Emit.Locking;

/// <summary>The content against its lock: what changed, what must not, and the lock that results.</summary>
/// <param name="Next">The lock with every change that is allowed; a rule with a finding stays as it was.</param>
/// <param name="Changes">In the order of ids.</param>
/// <param name="Diagnostics">In the order of files and places.</param>
public sealed record LockComparison(ContentLock Next, ImmutableArray<LockChange> Changes, ImmutableArray<Diagnostic> Diagnostics)
{
    public static readonly DiagnosticDescriptor SameVersion = new(
        "CG2501", Severity.Error, "Changed without a new version", "{0} of the compiled rule changed since version {1} was locked; raise the version");

    public static readonly DiagnosticDescriptor IdAgain = new(
        "CG2502", Severity.Error, "Id of a rule that was given up", "the id '{0}' belonged to '{1}', which was given up; a new rule needs a new id");

    public static readonly DiagnosticDescriptor VersionBack = new(
        "CG2503", Severity.Error, "Version went back", "version {0} is lower than {1}, which is locked");

    public static readonly DiagnosticDescriptor NoVersion = new("CG2504", Severity.Error, "Nothing to lock", "a rule is locked by its version; write `version: 1.0.0`");

    /// <param name="rules">Rules of the project that can be emitted, each id once.</param>
    /// <param name="faulty">Ids of rules that are there but have errors: they stay as they are locked.</param>
    /// <param name="locked">The lock as it is.</param>
    public static LockComparison Create(IEnumerable<Rule> rules, IReadOnlySet<string> faulty, ContentLock locked)
    {
        var next = locked.Rules.ToBuilder();
        var retired = locked.Retired.ToBuilder();
        var changes = new List<LockChange>();
        var found = new List<Diagnostic>();
        var seen = new HashSet<string>(faulty, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var now = LockedRule.Of(rule);
            _ = seen.Add(now.Id);
            var before = locked.Rules.GetValueOrDefault(now.Id);
            if (Fault(rule, now, before, locked.Retired.GetValueOrDefault(now.Id)) is { } fault)
            {
                found.Add(fault);
            }
            else if (before is null || before.Sha256 != now.Sha256 || before.Version != now.Version)
            {
                changes.Add(new LockChange(before is null ? LockChangeKind.Added : before.Sha256 == now.Sha256 ? LockChangeKind.Renumbered : LockChangeKind.Changed, now, before));
                next[now.Id] = now;
                _ = retired.Remove(now.Id);
            }
            else if (before.Name != now.Name)
            {
                next[now.Id] = now;
            }
        }

        foreach (var (id, gone) in locked.Rules.Where(r => !seen.Contains(r.Key)))
        {
            changes.Add(new LockChange(LockChangeKind.Removed, gone, gone));
            _ = next.Remove(id);
            retired[id] = gone;
        }

        return new LockComparison(
            new ContentLock(next.ToImmutable(), retired.ToImmutable()),
            [.. changes.OrderBy(c => c.Rule.Id, StringComparer.Ordinal)],
            [.. found.Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))]);
    }

    private static Diagnostic? Fault(Rule rule, LockedRule now, LockedRule? before, LockedRule? retired)
    {
        if (!Version.TryParse(now.Version, out var version))
        {
            return Finding(NoVersion, rule.Version);
        }

        // A rule that comes back is the same one; whatever else has its id would be taken for it by every workspace that knew it.
        if (before is null && retired is not null && retired.Name != now.Name && retired.Sha256 != now.Sha256)
        {
            return Finding(IdAgain, rule.Id, now.Id, retired.Name);
        }

        if ((before ?? retired) is not { } old || !Version.TryParse(old.Version, out var last))
        {
            return null;
        }

        return version < last ? Finding(VersionBack, rule.Version, now.Version, old.Version)
            : version == last && old.Sha256 != now.Sha256 ? Finding(SameVersion, rule.Version, string.Join(", ", now.Differences(old)), old.Version)
            : null;

        Diagnostic Finding(DiagnosticDescriptor d, Located<string>? place, params object?[] arguments) =>
            new(d.Code, d.Severity, d.Format(arguments), rule.Source, (place ?? rule.Id)?.Span ?? default, now.Id);
    }
}
