using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>An event that the attack leaves behind: the log it is in, its id there, and what its fields hold.</summary>
public sealed record ExpectedSignal(Located<string>? Source, Located<string>? EventId, YamlMapping? Where, TextSpan Span);
