using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A tag: a word, or a name with a value (the community writes <c>- Schema: ASimAuthentication</c>).</summary>
public sealed record RuleTag(string? Name, Located<string> Value);
