using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>A value for a tuning parameter. <see cref="IsList"/>: it was written as a list; else there is exactly one value.</summary>
public sealed record ParameterValue(Located<string> Name, bool IsList, ImmutableArray<YamlScalar> Values, TextSpan Span);
