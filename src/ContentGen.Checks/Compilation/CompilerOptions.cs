using ContentGen.Checks.Cost;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Compilation;

/// <param name="Environment">Overrides the environment that each rule names; null: the rule's own.</param>
/// <param name="Parallelism">Rules in work at once.</param>
public sealed record CompilerOptions(QueryEnvironment? Environment, int Parallelism)
{
    /// <summary>The limit on what a run of a query costs, and how large tables are.</summary>
    public CostOptions Cost { get; init; } = CostOptions.None;

    /// <summary>The project's own severities; a suppression still counts as used where its finding is off.</summary>
    public SeveritySettings Severities { get; init; } = SeveritySettings.None;

    /// <summary>Whether a workspace gets both of two rules: only then their names must differ. By default every workspace gets all.</summary>
    public Func<Rule, Rule, bool> AreTogether { get; init; } = (_, _) => true;

    /// <summary>Whether nothing but reading and binding is wanted: the findings of checks are then missing.</summary>
    public bool OnlyBinds { get; init; }

    /// <summary>The ids that rules may refer to; null where only a part of a project is read, or none.</summary>
    public ContentIds? Ids { get; init; }

    /// <summary>The version of ATT&amp;CK that rules are compared with.</summary>
    public AttackData Attack { get; init; } = AttackData.Current;
}
