using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>
/// The kinds of join as their pages define them (https://learn.microsoft.com/kusto/query/join-operator), by comparing every row with every
/// other. A null key equals a null key, as the emulator does it; of the left rows with one key innerunique takes the first.
/// </summary>
internal static class NaiveJoin
{
    public static IEnumerable<Value[]> Of(string kind, Value[][] left, Value[][] right, int key)
    {
        bool Match(Value[] l, Value[] r) => l[key] == r[key];
        var width = 3;
        var none = new Value[width];
        var pairs = left.SelectMany(l => right.Where(r => Match(l, r)).Select(r => (Value[])[.. l, .. r]));
        var leftOnly = left.Where(l => !right.Any(r => Match(l, r)));
        var rightOnly = right.Where(r => !left.Any(l => Match(l, r)));
        return kind switch
        {
            "inner" => pairs,
            "innerunique" => left.DistinctBy(l => l[key]).SelectMany(l => right.Where(r => Match(l, r)).Select(r => (Value[])[.. l, .. r])),
            "leftouter" => pairs.Concat(leftOnly.Select(l => (Value[])[.. l, .. none])),
            "rightouter" => pairs.Concat(rightOnly.Select(r => (Value[])[.. none, .. r])),
            "fullouter" => pairs.Concat(leftOnly.Select(l => (Value[])[.. l, .. none])).Concat(rightOnly.Select(r => (Value[])[.. none, .. r])),
            "leftsemi" => left.Where(l => right.Any(r => Match(l, r))),
            "rightsemi" => right.Where(r => left.Any(l => Match(l, r))),
            "leftanti" => leftOnly,
            "rightanti" => rightOnly,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }
}
