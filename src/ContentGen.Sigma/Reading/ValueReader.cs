using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Scalar expressions as values over the columns of a branch.</summary>
internal sealed class ValueReader(QueryReader reader)
{
    /// <summary>For expressions outside of any table.</summary>
    public static readonly Func<string, string, Value> NoColumns = (_, _) => new UnknownValue(Reasons.Computed);

    public static ImmutableArray<BoundNode> Arguments(BoundNode call) => [.. call.Child("ArgumentList")?.ChildrenOf("Expressions") ?? []];

    public Value Read(BoundNode node, Func<string, string, Value> columns, Scope scope) => reader.Budget.Enter(() => ReadNode(node, columns, scope));

    private Value ReadNode(BoundNode node, Func<string, string, Value> columns, Scope scope)
    {
        if (node.Constant is { } constant && node.Type is { Kind: "scalar" } type)
        {
            return new ConstantValue(type.Name == "dynamic" && Constants.Items(constant) is null && Literal(node, scope) is { } literal ? Constants.Json(literal) : constant, type.Name);
        }

        switch (node.Kind)
        {
            case "ParenthesizedExpression" or "SimpleNamedExpression" or "OrderedExpression":
                return Read(node.Child("Expression")!, columns, scope);
            case "NameReference" when node.Symbol is { Kind: "column" }:
                return columns(node.Name ?? node.Symbol.Name, node.Type?.Name ?? "string");
            case "NameReference":
                var entry = scope.Find(node.Name ?? "");
                // A name that nothing has may be a column that the workspace has and the schema lacks.
                return entry?.Value ?? (entry?.Expression is { } e ? Read(e, NoColumns, entry.Scope) : node.Symbol is null && node.Name is { } name ? new ColumnValue(name, "string") : new UnknownValue(Reasons.Computed));
            case "PathExpression":
                return Path(node, columns, scope);
            case "ElementExpression":
                return Element(node, columns, scope);
            case "FunctionCallExpression":
                return Call(node, columns, scope);
            case "UnaryMinusExpression" when Read(node.Child("Expression")!, columns, scope) is ConstantValue { Text: { } number } c:
                return c with { Text = "-" + number };
            case "ToTypeOfExpression":
                return Read(node.Child("Expression") ?? node.Children[0], columns, scope);
            default:
                return node.Type?.Name == "bool" ? new BooleanValue(reader.Conditions.Read(node, columns, scope)) : new UnknownValue(Reasons.Computed);
        }
    }

    // dynamic(['a']) is no JSON as it is written, but its parts are known.
    private static BoundNode? Literal(BoundNode node, Scope scope) => node.Kind switch
    {
        "DynamicExpression" => node,
        "NameReference" => scope.Find(node.Name ?? "") is { Expression: { } expression } entry ? Literal(expression, entry.Scope) : null,
        "ParenthesizedExpression" => Literal(node.Child("Expression")!, scope),
        _ => null,
    };

    // Properties.user: the dotted name of a field. $left.x is the join's business.
    private Value Path(BoundNode node, Func<string, string, Value> columns, Scope scope) =>
        (Read(node.Child("Expression")!, columns, scope), node.Child("Selector")) switch
        {
            (ColumnValue { Type: "dynamic" } of, { Kind: "NameReference", Name: { } name }) => new ColumnValue($"{of.Name}.{name}", "dynamic"),
            (CallValue { Function: "parse_url", Arguments: [ColumnValue { Name: "RemoteUrl" }] }, { Kind: "NameReference", Name: "Host" }) => FunctionTests.Host,
            _ => new UnknownValue(Reasons.Computed),
        };

    private Value Element(BoundNode node, Func<string, string, Value> columns, Scope scope)
    {
        var of = Read(node.Child("Expression")!, columns, scope);
        var selector = node.Child("Selector");
        var index = selector?.Constant ?? selector?.Descendants().Select(d => d.Constant).FirstOrDefault(c => c is not null);
        return (of, index) switch
        {
            (CallValue { Function: "split", Arguments: [var text, ConstantValue { Text: { } separator }] }, { } i) =>
                new CallValue("element", [text, new ConstantValue(separator, "string"), new ConstantValue(i, "long")], "string"),
            (ColumnValue { Type: "dynamic" } column, { } key) when key.Length > 0 && !char.IsDigit(key[0]) && key[0] != '-' => new ColumnValue($"{column.Name}.{key}", "dynamic"),
            _ => new UnknownValue(Reasons.Computed),
        };
    }

    private Value Call(BoundNode node, Func<string, string, Value> columns, Scope scope)
    {
        var name = node.Symbol?.Name ?? "";
        var arguments = Arguments(node);
        if (node.Symbol?.Kind is "let-function" or "workspace-function")
        {
            return Inlined(node, columns, scope);
        }

        Value At(int i) => Read(arguments[i], columns, scope);
        switch (name)
        {
            case "iff" or "iif" when arguments.Length == 3:
                return new ChoiceValue([(reader.Conditions.Read(arguments[0], columns, scope), At(1))], At(2));
            case "case" when arguments.Length >= 3:
                return new ChoiceValue([.. Enumerable.Range(0, arguments.Length / 2).Select(i => (reader.Conditions.Read(arguments[2 * i], columns, scope), At((2 * i) + 1)))], At(arguments.Length - 1));
            case "coalesce" when arguments.Length >= 2:
                return Coalesce([.. Enumerable.Range(0, arguments.Length).Select(At)], node);
            case "tostring" or "parse_json" or "todynamic" or "toobject" when arguments is [var only]:
                return Read(only, columns, scope) switch
                {
                    ColumnValue column when name != "tostring" => column with { Type = "dynamic" },
                    ColumnValue { Type: "dynamic" or "string" } column => column with { Type = "string" },
                    CallValue { Type: "string" } call => call,
                    ConstantValue constant => constant with { Type = "string", Text = constant.Text ?? "" },
                    ChoiceValue or LookupValue => At(0),
                    var other => new CallValue(name, [other], "string"),
                };
            case "array_length" when arguments is [var set] && Read(set, columns, scope) is AggregateValue of:
                return of with { Kind = of.Kind == AggregateKind.Set ? AggregateKind.Distinct : AggregateKind.Count };
            case "toint" or "tolong" or "todouble" or "toreal" or "toscalar" when arguments.Length > 0 && At(0) is AggregateValue or ColumnValue { Type: "int" or "long" or "real" }:
                return At(0);
            default:
                return node.Type?.Name == "bool" && !IsConversion(name)
                    ? new BooleanValue(reader.Conditions.Read(node, columns, scope))
                    : new CallValue(name, [.. Enumerable.Range(0, arguments.Length).Select(At)], node.Type?.Name ?? "");
        }
    }

    private static bool IsConversion(string name) => name is "tobool" or "toboolean";

    private static ChoiceValue Coalesce(ImmutableArray<Value> values, BoundNode node) => new(
        [.. values[..^1].Select(v => (Logic.Not(TestResolver.Resolve(new TestCondition(v, TestOperator.Empty, [], false, node.Span)), node.Span), v))], values[^1]);

    private Value Inlined(BoundNode node, Func<string, string, Value> columns, Scope scope)
    {
        if (node.Body is not { IsInQuery: true } body || node.Child("Name")?.Name is not { } name || scope.Find(name) is not { Expression: { Kind: "FunctionDeclaration" } declaration } entry)
        {
            return new UnknownValue(Reasons.Computed);
        }

        var inner = entry.Scope;
        var parameters = declaration.Descendants().Where(d => d.Kind == "FunctionParameter").Select(p => p.Child("NameAndType")?.Child("Name")?.Name ?? "");
        foreach (var (parameter, argument) in parameters.Zip(Arguments(node)))
        {
            inner = inner.With(parameter, Read(argument, columns, scope));
        }

        return body.Root.Child("Expression") is { } result && body.Root.Children.Length == 1 ? Read(result, columns, inner) : new UnknownValue(Reasons.Computed);
    }
}
