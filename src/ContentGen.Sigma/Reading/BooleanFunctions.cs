using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Functions that answer yes or no.</summary>
internal static class BooleanFunctions
{
    // RFC 1918; ipv4_is_private() knows these three (ipv4-is-private-function.md).
    private static readonly string[] PrivateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

    public static Condition Read(QueryReader reader, BoundNode node, Func<string, string, Value> columns, Scope scope)
    {
        var arguments = ValueReader.Arguments(node);
        Value At(int i) => reader.Values.Read(arguments[i], columns, scope);
        Condition Test(Value subject, TestOperator test, params string[] operands) => TestResolver.Resolve(new TestCondition(subject, test, [.. operands], true, node.Span));
        if (arguments.Length == 0)
        {
            return new OpaqueCondition(Reasons.Computed, node.Span);
        }

        switch (node.Symbol!.Name)
        {
            case "not":
                return Logic.Not(reader.Conditions.Read(arguments[0], columns, scope), node.Span);
            case "isempty":
                return Test(At(0), TestOperator.Empty);
            case "isnotempty" or "notempty":
                return Logic.Not(Test(At(0), TestOperator.Empty), node.Span);
            case "isnull":
                return Test(At(0), TestOperator.Null);
            case "isnotnull" or "notnull":
                return Logic.Not(Test(At(0), TestOperator.Null), node.Span);
            case "ipv4_is_in_range" or "ipv6_is_in_range" or "ipv4_is_match" or "ipv6_is_match" when arguments.Length == 2 && At(1) is ConstantValue { Text: { } network }:
                return Test(At(0), TestOperator.Network, network);
            case "ipv4_is_in_any_range" or "ipv6_is_in_any_range" when arguments.Length >= 2:
                return Networks(arguments.Skip(1).Select(a => reader.Values.Read(a, columns, scope))) is { } networks
                    ? Test(At(0), TestOperator.Network, networks) : new OpaqueCondition(Reasons.Computed, node.Span);
            case "ipv4_is_private":
                return Test(At(0), TestOperator.Network, PrivateNetworks);
            case "set_has_element" when arguments.Length == 2 && At(0) is ConstantValue { Type: "dynamic", Text: { } json } && Constants.Items(json) is { } items:
                return Test(At(1), TestOperator.Equal, [.. items]);
            case "iff" or "iif" or "case" or "coalesce" or "tobool" or "toboolean":
                return ConditionReader.Truth(reader.Values.Read(node, columns, scope) is BooleanValue ? new UnknownValue(Reasons.Computed) : reader.Values.Read(node, columns, scope), node.Span);
            default:
                return new OpaqueCondition(Reasons.Computed, node.Span);
        }
    }

    private static string[]? Networks(IEnumerable<Value> values)
    {
        var found = new List<string>();
        foreach (var value in values)
        {
            if (value is not ConstantValue { Text: { } text } constant)
            {
                return null;
            }

            if (constant.Type == "dynamic" && Constants.Items(text) is { } items)
            {
                found.AddRange(items);
            }
            else
            {
                found.Add(text);
            }
        }

        return [.. found];
    }
}
