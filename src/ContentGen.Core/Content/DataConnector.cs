using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

public sealed record DataConnector(Located<string>? ConnectorId, ImmutableArray<Located<string>> DataTypes);
