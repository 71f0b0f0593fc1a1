using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Fixing;

/// <summary>
/// Makes the fixes that the findings offer, until none is left. Each round compiles all files again: a fix may uncover the next finding,
/// and a fix whose result cannot be read any more is taken back.
/// </summary>
public sealed class RuleFixer(RuleCompiler compiler, FixOptions options)
{
    // A fix that undoes another one would go on for ever.
    private const int MaxRounds = 10;

    /// <summary>The files that changed, in the order given.</summary>
    public async Task<IReadOnlyList<FixedFile>> FixAsync(IReadOnlyList<RuleFile> files, CancellationToken cancellation)
    {
        var current = files.ToArray();
        var made = files.Select(_ => ImmutableArray.CreateBuilder<AppliedFix>()).ToArray();
        for (var round = 0; round < MaxRounds; round++)
        {
            var compilation = await compiler.CompileAsync(current, cancellation).ConfigureAwait(false);
            var found = compilation.Diagnostics.Where(d => d.Fixes.Length > 0).ToLookup(d => d.Source);
            var changed = false;
            for (var i = 0; i < current.Length; i++)
            {
                if (Mend(current[i], found[current[i].Source], made[i]) is { } mended)
                {
                    current[i] = mended;
                    changed = true;
                }
            }

            if (!changed)
            {
                break;
            }
        }

        return
        [
            .. files.Select((f, i) => new FixedFile(f.Source, current[i].Source, made[i].ToImmutable())).Where(f => f.Before.Text != f.After.Text || f.Before.HasByteOrderMark != f.After.HasByteOrderMark),
        ];
    }

    private RuleFile? Mend(RuleFile file, IEnumerable<Diagnostic> found, ImmutableArray<AppliedFix>.Builder made)
    {
        var offers = found
            .Where(d => options.Codes.Count == 0 || options.Codes.Contains(d.Code))
            .Select(d => (d.Code, Fix: d.Fixes.FirstOrDefault(f => options.Suggestions || !f.IsSuggestion)))
            .Where(o => o.Fix is not null)
            .ToList();
        if (offers.Count == 0)
        {
            return null;
        }

        var together = TextEdits.Compatible(offers.Select(o => o.Fix!)).ToHashSet(ReferenceEqualityComparer.Instance);
        offers = [.. offers.Where(o => together.Contains(o.Fix))];
        var mended = Apply(file, offers.Select(o => o.Fix!));
        if (mended is not null)
        {
            made.AddRange(offers.Select(o => new AppliedFix(o.Code, o.Fix!.Title)));
            return mended;
        }

        // One of them spoils the file: it is left out, the others are made.
        var sound = new List<(string Code, CodeFix? Fix)>();
        foreach (var offer in offers)
        {
            if (Apply(file, sound.Append(offer).Select(o => o.Fix!)) is { } next)
            {
                sound.Add(offer);
                mended = next;
            }
        }

        made.AddRange(sound.Select(o => new AppliedFix(o.Code, o.Fix!.Title)));
        return mended;
    }

    private static RuleFile? Apply(RuleFile file, IEnumerable<CodeFix> fixes)
    {
        var made = fixes.ToList();
        var hasMark = file.Source.HasByteOrderMark && !made.Exists(f => f.DropsByteOrderMark);
        if (TextEdits.TryApply(file.Source.Text, made.SelectMany(f => f.Edits)) is not { } text || (text == file.Source.Text && hasMark == file.Source.HasByteOrderMark))
        {
            return null;
        }

        var mended = RuleFile.Read(new SourceText(file.Source.Path, text) { HasByteOrderMark = hasMark }, file.IsHunting);
        return mended.Rule is not null && Errors(mended).IsSubsetOf(Errors(file)) ? mended : null;
    }

    private static HashSet<string> Errors(RuleFile file) =>
        [.. file.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code)];
}
