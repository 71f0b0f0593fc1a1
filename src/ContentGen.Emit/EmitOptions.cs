using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Attack;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Emit;

/// <summary>What holds for every artifact of a run.</summary>
public sealed record EmitOptions
{
    /// <summary>
    /// The newest api-version that Azure's resource schemas, the Bicep types and the .NET SDK all know; a preview, because no stable
    /// version has NRT rules, sub-techniques or Sentinel entity mappings.
    /// </summary>
    public const string DefaultApiVersion = "2025-07-01-preview";

    public static readonly EmitOptions Default = new();

    /// <summary>The api-version of Microsoft.SecurityInsights/alertRules.</summary>
    public string ApiVersion { get; init; } = DefaultApiVersion;

    /// <summary>Workspaces for which templates get parameters and files of their values; none: templates are what they are.</summary>
    public ImmutableArray<WorkspaceVariant> Workspaces { get; init; } = [];

    /// <summary>Shared by the emissions of a run, so that nothing is printed twice; null: everything is printed.</summary>
    public EmitMemo? Memo { get; init; }

    /// <summary>How queries become Sigma.</summary>
    public SigmaOptions Sigma { get; init; } = SigmaOptions.Default;

    /// <summary>The least fidelity that is written as Sigma; null for any.</summary>
    public Relation? MinFidelity { get; init; }

    /// <summary>The version of ATT&amp;CK that names techniques on pages.</summary>
    public AttackData Attack { get; init; } = AttackData.Current;

    /// <summary>What is made of a rule, unless this run made it before.</summary>
    internal T Once<T>(CompiledRule rule, string what, Func<T> make) => Memo is null ? make() : Memo.Of(rule, what, make);
}
