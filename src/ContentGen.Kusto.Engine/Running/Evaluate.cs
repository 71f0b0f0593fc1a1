using System.Diagnostics.CodeAnalysis;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>A compiled scalar expression.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a verb.")]
internal delegate Value Evaluate(Frame frame);
