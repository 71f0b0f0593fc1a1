using ContentGen.Core.Text;

namespace ContentGen.Checks.Facts;

/// <summary>
/// A limit on the age of records, as a filter states it. The age is a range where rounding (startofday, bin, datetime_diff) or the
/// moment of the run decides: from <see cref="Least"/> to <see cref="Most"/>.
/// </summary>
/// <param name="Kind">Which of the record's times, and from which side.</param>
/// <param name="Least">The age, at least.</param>
/// <param name="Most">The age, at most.</param>
/// <param name="Place">The predicate in the query's text.</param>
internal sealed record TimeBound(TimeBoundKind Kind, TimeSpan Least, TimeSpan Most, TextSpan Place);
