using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ContentGen.Checks.Compilation;

namespace ContentGen.Emit;

/// <summary>
/// What was printed before in the same run. Most workspaces get most rules as the content has them: those are printed once. May be shared by
/// emissions whose options and templates differ in nothing but the api-version and the workspaces, of rules with the same verdicts. What it holds of a rule goes with the rule.
/// </summary>
public sealed class EmitMemo
{
    private readonly ConditionalWeakTable<CompiledRule, ConcurrentDictionary<string, object?>> _ofRules = [];
    private readonly ConditionalWeakTable<Artifact, string> _hashes = [];

    /// <summary>What is made of a rule, unless it was made before: the same object, not an equal one.</summary>
    /// <param name="rule">The rule, by its identity.</param>
    /// <param name="what">Tells apart whatever is made of the same rule.</param>
    /// <param name="make">Depends on the two and on the options only.</param>
    internal T Of<T>(CompiledRule rule, string what, Func<T> make)
    {
        var made = _ofRules.GetOrCreateValue(rule);
        return made.TryGetValue(what, out var known) ? (T)known! : (T)made.GetOrAdd(what, make())!;
    }

    /// <summary>SHA-256 of an artifact's bytes in lower-case hex.</summary>
    internal string HashOf(Artifact artifact) => _hashes.GetValue(artifact, Hash);

    internal static string Hash(Artifact artifact) => Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span));
}
