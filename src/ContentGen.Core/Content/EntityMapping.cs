using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Result columns that together name one entity.</summary>
public sealed record EntityMapping(Located<string> EntityType, ImmutableArray<FieldMapping> FieldMappings, TextSpan Span);
