using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>Where the YAML parser gave up and what it said; <see cref="HasPlace"/> is false when it named no place of its own.</summary>
internal sealed record YamlSyntaxError(TextSpan Span, string Message, bool HasPlace);
