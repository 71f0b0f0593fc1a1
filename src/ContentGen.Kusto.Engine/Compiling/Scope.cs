namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>What names mean at a place of the query: lets and arguments, innermost first, and the row. Immutable.</summary>
internal sealed class Scope
{
    public static Scope Root { get; } = new();

    public Scope? Outer { get; private init; }

    /// <summary>The columns of the row that expressions see.</summary>
    public Shape Row { get; private init; } = Shape.Empty;

    /// <summary>The columns of $right while a join condition is compiled.</summary>
    public Shape? Right { get; private init; }

    /// <summary>Where aggregates of a summarize are collected; null where none are allowed.</summary>
    public AggregateList? Aggregates { get; private init; }

    /// <summary>Where window functions (row_number, prev ...) note that the operator must keep its rows; null where none are allowed.</summary>
    public WindowUse? Window { get; private init; }

    /// <summary>How many expressions of rows are around the place: another number stands for another row.</summary>
    public int Depth { get; private init; }

    private string? Name { get; init; }

    private object? Meaning { get; init; }

    /// <summary>Rows that a subquery of mv-apply or partition reads.</summary>
    public RowSource? Subject { get; private init; }

    /// <summary>The key of a partition as toscalar(Column) knows it: a column that the row itself does not have.</summary>
    public Scope WithPartitionKey(string column, Expr key) => Copy(this, KeyName(column), key);

    public Expr? PartitionKey(string column) => Find(KeyName(column)) as Expr;

    // No let has such a name.
    private static string KeyName(string column) => "partition " + column;

    public Scope WithName(string name, object meaning) => Copy(this, name, meaning);

    public Scope WithRow(Shape row) => new() { Outer = Outer, Name = Name, Meaning = Meaning, Row = row, Subject = Subject, Depth = Depth };

    public Scope WithSides(Shape left, Shape right) => new() { Outer = Outer, Name = Name, Meaning = Meaning, Row = left, Right = right, Subject = Subject, Depth = Depth };

    public Scope WithAggregates(AggregateList list) => new() { Outer = Outer, Name = Name, Meaning = Meaning, Row = Row, Subject = Subject, Depth = Depth, Aggregates = list };

    public Scope WithWindow(WindowUse window) => new() { Outer = Outer, Name = Name, Meaning = Meaning, Row = Row, Subject = Subject, Depth = Depth, Window = window };

    public Scope WithSubject(RowSource subject) => new() { Outer = Outer, Name = Name, Meaning = Meaning, Row = Row, Subject = subject, Depth = Depth };

    public Scope WithDepth(int depth) => new() { Outer = Outer, Name = Name, Meaning = Meaning, Row = Row, Right = Right, Aggregates = Aggregates, Window = Window, Subject = Subject, Depth = depth };

    /// <summary>An <see cref="Expr"/>, a <see cref="RowSource"/>, or null.</summary>
    public object? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == name)
            {
                return scope.Meaning;
            }
        }

        return null;
    }

    /// <summary>All names that stand for something of a kind, in the order of their declaration.</summary>
    public IEnumerable<(string Name, T Meaning)> Declared<T>()
    {
        var found = new List<(string Name, T Meaning)>();
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope is { Name: { } name, Meaning: T meaning })
            {
                found.Add((name, meaning));
            }
        }

        found.Reverse();
        return found;
    }

    private static Scope Copy(Scope outer, string name, object meaning) => new()
    {
        Outer = outer, Name = name, Meaning = meaning, Row = outer.Row, Right = outer.Right, Aggregates = outer.Aggregates, Window = outer.Window, Subject = outer.Subject, Depth = outer.Depth,
    };
}
