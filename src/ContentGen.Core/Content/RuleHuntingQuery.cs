using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A query that an analyst runs after an alert of the rule.</summary>
public sealed record RuleHuntingQuery(Located<string> Name, KqlText Query);
