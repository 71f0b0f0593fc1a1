using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>
/// A detection test; the URL leads to the technique of its Atomic Red Team test. The verdict is empty when the test was not run, the reasons
/// when it passed.
/// </summary>
public sealed record TestView(string Name, string? Technique, string? Url, string? AtomicId, string Expects, string Tables, string Verdict, ImmutableArray<string> Why);
