using System.Collections.Immutable;

namespace ContentGen.Core.Entities;

/// <summary>An entity type that rules map columns to. Spelling counts: Sid belongs to Account, SID to SecurityGroup.</summary>
/// <param name="Name">Such as Account.</param>
/// <param name="Identifiers">All that a mapping may use.</param>
/// <param name="Required">Sets of identifiers of which a mapping needs one.</param>
/// <param name="Strong">Sets that make out one entity for sure; empty where a mapping alone never does.</param>
public sealed record EntityType(
    string Name, ImmutableArray<string> Identifiers, ImmutableArray<ImmutableArray<string>> Required, ImmutableArray<ImmutableArray<string>> Strong);
