using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>A bound query as rows of events: every let, alias, computed column and union is resolved into conditions on tables.</summary>
internal sealed class QueryReader
{
    private QueryReader()
    {
        Budget = new Budget();
        Values = new ValueReader(this);
        Conditions = new ConditionReader(this);
        Rows = new RowsReader(this);
        Operators = new OperatorReader(this);
        Joins = new JoinReader(this);
        Groups = new GroupReader(this);
    }

    public Budget Budget { get; }

    public ValueReader Values { get; }

    public ConditionReader Conditions { get; }

    public RowsReader Rows { get; }

    public OperatorReader Operators { get; }

    public JoinReader Joins { get; }

    public GroupReader Groups { get; }

    /// <exception cref="TooComplexException">The query resolves to more than is reasonable.</exception>
    public static Rows Read(BoundTree tree) => new QueryReader().ReadBlock(tree.Root, Scope.Empty);

    /// <summary>A query or a function's body: its lets, then its last expression.</summary>
    public Rows ReadBlock(BoundNode block, Scope scope)
    {
        BoundNode? last = null;
        foreach (var child in block.Children)
        {
            if (child is { Kind: "LetStatement" } && child.Child("Name") is { } name && child.Child("Expression") is { } expression)
            {
                scope = scope.With(name.Name ?? "", expression);
            }
            else if (child.Kind == "ExpressionStatement")
            {
                last = child.Child("Expression");
            }
            else if (child.Role == "Expression")
            {
                last = child;
            }
        }

        return last is null ? new UnknownRows(Reasons.Operator, block.Span) : Rows.Read(last, scope);
    }
}
