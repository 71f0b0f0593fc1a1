using System.Collections.Immutable;

namespace ContentGen.Core.Attack;

/// <summary>A test of Atomic Red Team: the technique that it is listed under, its lower-case GUID, and what it does. Platforms such as windows.</summary>
public sealed record AtomicTest(string Technique, string Id, string Name, ImmutableArray<string> Platforms);
