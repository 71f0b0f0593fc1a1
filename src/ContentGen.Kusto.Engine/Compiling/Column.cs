using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>
/// A column under the name by which the rest of the query refers to it. In few places Kusto shows another name than the library expects
/// (<see cref="Shown"/>) or type, or no column at all (an empty name); the recorded results of the emulator say so.
/// </summary>
internal readonly record struct Column(string Name, ScalarType Type, string? Shown = null, ScalarType? ShownType = null);
