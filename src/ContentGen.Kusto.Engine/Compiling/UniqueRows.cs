using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>
/// What a filter right after a join of kind innerunique needs. "The filter is propagated to the left side of the join" (page of innerunique):
/// of the left rows with one key a row is kept that the filter lets pass. The cells of the left side come first, so that such a condition
/// reads the rows of the join and those of its left side alike.
/// </summary>
/// <param name="LeftWidth">Cells of a left row, with the one in front of the columns.</param>
/// <param name="Preferring">The join that prefers left rows for which all these conditions are true.</param>
/// <param name="Preferred">The conditions of the filters so far.</param>
internal sealed record UniqueRows(int LeftWidth, Func<IReadOnlyList<Evaluate>, RowSource> Preferring, IReadOnlyList<Evaluate> Preferred)
{
    public bool IsLeft(int cell) => cell < LeftWidth;

    public RowSource With(IEnumerable<Evaluate> conditions) => Preferring([.. Preferred, .. conditions]);
}
