using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Telemetry and what the rule must make of it. Cells stay YAML scalars until the schema of their table types them.</summary>
/// <param name="Name">What the test is called in reports.</param>
/// <param name="Atomic">The Atomic Red Team test that it stands for.</param>
/// <param name="FalsePositive">The id of the rule's false positive that it shows.</param>
/// <param name="Expects">Alert or silence.</param>
/// <param name="Now">The time of the last run, from which relative times count; null: <see cref="DefaultNow"/>, or just after the latest row whose time is absolute.</param>
/// <param name="Inconclusive">Why the rule's author accepts that this test cannot be decided offline; null when it must be.</param>
/// <param name="Signals">What the attack leaves behind.</param>
/// <param name="Telemetry">Rows by table.</param>
/// <param name="Result">What is expected beyond alert or silence.</param>
/// <param name="Span">The whole test.</param>
public sealed record DetectionTest(
    Located<string> Name,
    AtomicReference? Atomic,
    Located<string>? FalsePositive,
    Located<Expectation>? Expects,
    Located<DateTimeOffset>? Now,
    Located<string>? Inconclusive,
    ImmutableArray<ExpectedSignal> Signals,
    ImmutableArray<TableRows> Telemetry,
    ExpectedResult? Result,
    TextSpan Span)
{
    /// <summary>A Thursday at noon: a working hour of a working day, the same in every run.</summary>
    public static DateTimeOffset DefaultNow { get; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
}
