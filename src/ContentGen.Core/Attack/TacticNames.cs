using System.Collections.Immutable;
using System.Globalization;

namespace ContentGen.Core.Attack;

/// <summary>
/// The three vocabularies of tactics (Attack/tactic-names.tsv): ATT&amp;CK's, that of Sentinel's API (SecurityInsights 2025-10-01-preview,
/// which still has DefenseEvasion alone) and Sigma's tags. ATT&amp;CK 19 split Defense Evasion into Stealth and Defense Impairment.
/// </summary>
public static class TacticNames
{
    private static readonly Lazy<ImmutableArray<TacticName>> Lazy = new(() => [.. AttackResource.Rows("tactic-names.tsv").Select(r => new TacticName(
        r[0], r[1], r[2], r[3], r[4].Length == 0 ? null : r[4], Number(r[5]), Number(r[6])))]);

    public static ImmutableArray<TacticName> All => Lazy.Value;

    /// <summary>By ATT&amp;CK's short name: <c>lateral-movement</c>.</summary>
    public static TacticName? FromAttack(string shortName) => All.FirstOrDefault(t => t.Attack == shortName);

    /// <summary>
    /// The tactics that a word of Sentinel's API may mean in an ATT&amp;CK version: two for DefenseEvasion from version 19 on, where the
    /// technique has to decide; none for an unknown word.
    /// </summary>
    public static IEnumerable<TacticName> FromSentinel(string word, int version) => All.Where(t => t.Sentinel == word && t.IsIn(version));

    /// <summary>By Sigma's tag without its <c>attack.</c>: <c>defense-impairment</c>.</summary>
    public static TacticName? FromSigma(string tag) => All.FirstOrDefault(t => t.Sigma == tag);

    /// <summary>The word of Sentinel's API for a technique's tactic; null for one that no vocabulary here knows.</summary>
    public static string? SentinelWord(string shortName) => FromAttack(shortName)?.Sentinel;

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
