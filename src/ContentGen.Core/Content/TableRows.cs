using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>Rows of one table.</summary>
public sealed record TableRows(Located<string> Table, ImmutableArray<YamlMapping> Rows);
