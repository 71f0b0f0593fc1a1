namespace ContentGen.Checks.Facts;

/// <summary>
/// A time in an expression as a sum: so many times the record's time, the time of ingestion and now, and a timespan between
/// <see cref="Least"/> and <see cref="Most"/>. A plain number has a <see cref="Number"/>, a count of units (datetime_diff) a <see cref="Unit"/>.
/// </summary>
internal sealed record TimeQuantity(int Records, int Ingestions, int Nows, TimeSpan Least, TimeSpan Most)
{
    public double? Number { get; init; }

    public TimeSpan? Unit { get; init; }

    public bool IsTimespan => Records == 0 && Ingestions == 0 && Nows == 0 && Number is null;

    public static TimeQuantity Span(TimeSpan span) => new(0, 0, 0, span, span);

    public static TimeQuantity Plain(double number) => new(0, 0, 0, TimeSpan.Zero, TimeSpan.Zero) { Number = number };

    public TimeQuantity Plus(TimeQuantity other) =>
        new(Records + other.Records, Ingestions + other.Ingestions, Nows + other.Nows, Least + other.Least, Most + other.Most);

    public TimeQuantity Negated() => new(-Records, -Ingestions, -Nows, -Most, -Least);

    /// <summary>The same, anywhere within a range around it: what rounding leaves.</summary>
    public TimeQuantity Spread(TimeSpan down, TimeSpan up) => this with { Least = Least - down, Most = Most + up };
}
