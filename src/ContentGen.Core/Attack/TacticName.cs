namespace ContentGen.Core.Attack;

/// <summary>One tactic in the vocabularies that name it.</summary>
/// <param name="Attack">ATT&amp;CK's short name: <c>stealth</c>.</param>
/// <param name="Id">ATT&amp;CK's id; empty for a vocabulary that has none (PreAttack).</param>
/// <param name="Name">For people: Command and Control.</param>
/// <param name="Sentinel">The word of Sentinel's API enumeration that takes it: <c>DefenseEvasion</c>.</param>
/// <param name="Sigma">Sigma's tag without <c>attack.</c>; null for tactics that Sigma does not tag (ICS).</param>
/// <param name="Since">The first ATT&amp;CK version that has it; null: older than anything kept here.</param>
/// <param name="Until">The last ATT&amp;CK version that has it; null: still there.</param>
public sealed record TacticName(string Attack, string Id, string Name, string Sentinel, string? Sigma, int? Since, int? Until)
{
    public bool IsIn(int version) => (Since ?? 0) <= version && version <= (Until ?? int.MaxValue);
}
