using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>What an expression sees while it is evaluated: the run, the row, and the rows around it where the operator needs them.</summary>
internal sealed class Frame(Run run)
{
    public Run Run { get; } = run;

    public Value[] Row = [];

    /// <summary>The row of the right side while a join condition is evaluated.</summary>
    public Value[] Other = [];

    /// <summary>All rows of a serialized input, for prev() and next(); null where nothing asks for them.</summary>
    public IReadOnlyList<Value[]>? Window { get; init; }

    /// <summary>The place of <see cref="Row"/> in <see cref="Window"/>.</summary>
    public int Place;

    /// <summary>The rows that the steps of scan took, by step; null entries stand for none, which read as <see cref="StepDefault"/>.</summary>
    public Value[][] Steps = [];

    public Value[] StepDefault = [];

    /// <summary>State of the window functions of one operator, by call.</summary>
    public Dictionary<object, object>? State;
}
