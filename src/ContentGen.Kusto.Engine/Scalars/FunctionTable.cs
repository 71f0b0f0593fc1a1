using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;

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

    public void Alias(string name, string of) => _entries.Add(name, _entries[of]);

    private static FunctionTable Create()
    {
        var table = new FunctionTable();
        CastFunctions.Register(table);
        ConditionFunctions.Register(table);
        ClockFunctions.Register(table);
        BinFunctions.Register(table);
        WindowFunctions.Register(table);
        return table;
    }
}
