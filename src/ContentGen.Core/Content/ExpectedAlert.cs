using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>What a test expects of an alert; what it does not name may be anything.</summary>
/// <param name="Name">The name as it is shown, after alertDetailsOverride.</param>
/// <param name="Description">As shown.</param>
/// <param name="Severity">As shown.</param>
/// <param name="Tactics">All of them, in any order; empty: any.</param>
/// <param name="Entities">Each with its type under <c>type</c> and the identifiers that it must have.</param>
/// <param name="NoEntities">Entities that the alert must not have.</param>
/// <param name="CustomDetails">Values by key.</param>
/// <param name="Properties">Dynamic properties by name.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ExpectedAlert(
    YamlScalar? Name,
    YamlScalar? Description,
    YamlScalar? Severity,
    ImmutableArray<Located<string>> Tactics,
    ImmutableArray<YamlMapping> Entities,
    ImmutableArray<YamlMapping> NoEntities,
    YamlMapping? CustomDetails,
    YamlMapping? Properties,
    TextSpan Span);
