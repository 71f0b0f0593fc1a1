using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>Telemetry and what the rule must make of it. Cells stay YAML scalars until the schema of their table types them.</summary>
public sealed record DetectionTest(
    Located<string> Name,
    AtomicReference? Atomic,
    Located<string>? FalsePositive,
    Located<Expectation>? Expects,
    ImmutableArray<ExpectedSignal> Signals,
    ImmutableArray<TableRows> Telemetry,
    YamlMapping? Result,
    TextSpan Span);
