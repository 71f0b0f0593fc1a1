using System.Collections.Immutable;

namespace ContentGen.Sigma.Parsing;

/// <summary>A parsed condition.</summary>
internal abstract record SigmaCondition;

internal sealed record AllOfThese(ImmutableArray<SigmaCondition> Parts) : SigmaCondition;

internal sealed record AnyOfThese(ImmutableArray<SigmaCondition> Parts) : SigmaCondition;

internal sealed record NotThis(SigmaCondition Inner) : SigmaCondition;

/// <summary>Comparison of one field with one value. <see cref="Field"/> is null for a keyword.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Test">eq, contains, startswith, endswith, wildcard, re, cidr, lt, lte, gt, gte, null, exists, fieldref.</param>
/// <param name="Value">The literal text; for wildcard the value with its escapes.</param>
/// <param name="Flags">cased; for re the letters i, m and s.</param>
/// <param name="IsNumber">The value was written as a number.</param>
internal sealed record FieldTest(string? Field, string Test, string Value, string Flags, bool IsNumber) : SigmaCondition;
