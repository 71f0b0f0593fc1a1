using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>The scalar functions that can be run, by name. A family registers its functions from a file of its own.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, FunctionEntry> _entries = new(StringComparer.Ordinal);

    public static FunctionTable All { get; } = Create();

    public FunctionEntry? Find(string name) => _entries.GetValueOrDefault(name);

    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>A function whose result depends on its arguments alone.</summary>
    public void Add(string name, Func<FunctionCall, Evaluate> build) => _entries.Add(name, new FunctionEntry(build, FunctionNature.Pure));

    /// <summary>A function that also looks at the run (the clock) or at the row or its neighbours.</summary>
    public void Add(string name, FunctionNature nature, Func<FunctionCall, Evaluate> build) => _entries.Add(name, new FunctionEntry(build, nature));

    /// <summary>A function of its arguments with a result type that the language library does not give.</summary>
    public void Add(string name, Func<FunctionCall, ScalarType> type, Func<FunctionCall, Evaluate> build) => _entries.Add(name, new FunctionEntry(build, FunctionNature.Pure, type));

    public void Add(string name, FunctionNature nature, Func<FunctionCall, ScalarType> type, Func<FunctionCall, Evaluate> build) => _entries.Add(name, new FunctionEntry(build, nature, type));

    public void Alias(string name, string of) => _entries.Add(name, _entries[of]);

    private static FunctionTable Create()
    {
        var table = new FunctionTable();
        CastFunctions.Register(table);
        ConditionFunctions.Register(table);
        ClockFunctions.Register(table);
        BinFunctions.Register(table);
        TextFunctions.Register(table);
        TextPlaceFunctions.Register(table);
        ReplaceFunctions.Register(table);
        RegexFunctions.Register(table);
        DateFunctions.Register(table);
        TimeMakingFunctions.Register(table);
        TimeFormats.Register(table);
        ArrayFunctions.Register(table);
        SequenceFunctions.Register(table);
        SetFunctions.Register(table);
        BagFunctions.Register(table);
        PackFunctions.Register(table);
        ColumnFunctions.Register(table);
        MathFunctions.Register(table);
        StatisticsFunctions.Register(table);
        UnicodeFunctions.Register(table);
        HashFunctions.Register(table);
        EncodingFunctions.Register(table);
        CompressionFunctions.Register(table);
        Ipv4Functions.Register(table);
        Ipv6Functions.Register(table);
        IpSearchFunctions.Register(table);
        ParseFunctions.Register(table);
        PathFunctions.Register(table);
        UrlFunctions.Register(table);
        XmlFunctions.Register(table);
        ConvertFunctions.Register(table);
        SeriesFunctions.Register(table);
        SeriesFillFunctions.Register(table);
        SeriesFilterFunctions.Register(table);
        SeriesModelFunctions.Register(table);
        SegmentedFit.Register(table);
        WindowFunctions.Register(table);
        ChanceFunctions.Register(table);
        SketchFunctions.Register(table);
        TupleFunctions.Register(table);
        SurroundingsFunctions.Register(table);
        return table;
    }
}
