using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>
/// The names that are in force at a place of a query: its lets so far and the arguments of the call that it is read for. A name stands
/// for an expression with the scope to read it in, or, as the rows that <c>invoke</c> hands over, for branches.
/// </summary>
internal sealed class QueryScope
{
    private readonly QueryScope? _outer;
    private readonly string _name;

    private QueryScope(QueryScope? outer, string name, BoundNode? value, QueryScope? valueScope, ImmutableArray<Branch> rows) =>
        (_outer, _name, Value, ValueScope, Rows) = (outer, name, value, valueScope, rows);

    public static QueryScope Empty { get; } = new(null, "", null, null, []);

    public BoundNode? Value { get; }

    /// <summary>Where the names of <see cref="Value"/> are looked up.</summary>
    public QueryScope? ValueScope { get; }

    public ImmutableArray<Branch> Rows { get; }

    public QueryScope With(string name, BoundNode value, QueryScope valueScope) => new(this, name, value, valueScope, []);

    public QueryScope With(string name, ImmutableArray<Branch> rows) => new(this, name, null, null, rows);

    /// <summary>The entry of a name, or null.</summary>
    public QueryScope? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._name == name && scope._outer is not null)
            {
                return scope;
            }
        }

        return null;
    }
}
