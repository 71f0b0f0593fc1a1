using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Result columns that together name one entity.</summary>
/// <param name="EntityType">Such as Account.</param>
/// <param name="FieldMappings">The ones that could be read.</param>
/// <param name="WrittenFields">How many the file has; null when it has no list of them.</param>
/// <param name="Span">The whole mapping.</param>
public sealed record EntityMapping(Located<string> EntityType, ImmutableArray<FieldMapping> FieldMappings, int? WrittenFields, TextSpan Span);
