using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Boolean expressions as conditions over the columns of a branch.</summary>
internal sealed class ConditionReader(QueryReader reader)
{
    private static readonly Dictionary<string, (TestOperator Test, bool CaseSensitive, bool Negated)> Comparisons = new(StringComparer.Ordinal)
    {
        ["=="] = (TestOperator.Equal, true, false), ["!="] = (TestOperator.Equal, true, true), ["<>"] = (TestOperator.Equal, true, true),
        ["=~"] = (TestOperator.Equal, false, false), ["!~"] = (TestOperator.Equal, false, true),
        ["in"] = (TestOperator.Equal, true, false), ["!in"] = (TestOperator.Equal, true, true),
        ["in~"] = (TestOperator.Equal, false, false), ["!in~"] = (TestOperator.Equal, false, true),
        ["contains"] = (TestOperator.Contains, false, false), ["!contains"] = (TestOperator.Contains, false, true),
        ["contains_cs"] = (TestOperator.Contains, true, false), ["!contains_cs"] = (TestOperator.Contains, true, true),
        ["startswith"] = (TestOperator.StartsWith, false, false), ["!startswith"] = (TestOperator.StartsWith, false, true),
        ["startswith_cs"] = (TestOperator.StartsWith, true, false), ["!startswith_cs"] = (TestOperator.StartsWith, true, true),
        ["endswith"] = (TestOperator.EndsWith, false, false), ["!endswith"] = (TestOperator.EndsWith, false, true),
        ["endswith_cs"] = (TestOperator.EndsWith, true, false), ["!endswith_cs"] = (TestOperator.EndsWith, true, true),
        ["has"] = (TestOperator.Term, false, false), ["!has"] = (TestOperator.Term, false, true),
        ["has_cs"] = (TestOperator.Term, true, false), ["!has_cs"] = (TestOperator.Term, true, true),
        ["has_any"] = (TestOperator.Term, false, false), ["has_all"] = (TestOperator.Term, false, false),
        ["hasprefix"] = (TestOperator.TermStart, false, false), ["!hasprefix"] = (TestOperator.TermStart, false, true),
        ["hasprefix_cs"] = (TestOperator.TermStart, true, false), ["!hasprefix_cs"] = (TestOperator.TermStart, true, true),
        ["hassuffix"] = (TestOperator.TermEnd, false, false), ["!hassuffix"] = (TestOperator.TermEnd, false, true),
        ["hassuffix_cs"] = (TestOperator.TermEnd, true, false), ["!hassuffix_cs"] = (TestOperator.TermEnd, true, true),
        ["matches regex"] = (TestOperator.Regex, true, false),
        ["<"] = (TestOperator.Less, true, false), ["<="] = (TestOperator.LessOrEqual, true, false),
        [">"] = (TestOperator.Greater, true, false), [">="] = (TestOperator.GreaterOrEqual, true, false),
    };

    public Condition Read(BoundNode node, Func<string, string, Value> columns, Scope scope) => reader.Budget.Enter(() => ReadNode(node, columns, scope));

    private Condition ReadNode(BoundNode node, Func<string, string, Value> columns, Scope scope)
    {
        switch (node.Kind)
        {
            case "ParenthesizedExpression":
                return Read(node.Child("Expression")!, columns, scope);
            case "AndExpression":
                return Logic.All(Spine(node).Select(n => Read(n, columns, scope)), node.Span);
            case "OrExpression":
                return Logic.Any(Spine(node).Select(n => Read(n, columns, scope)), node.Span);
            case "BetweenExpression" or "NotBetweenExpression":
                return Between(node, columns, scope);
            case "FunctionCallExpression" when node.Symbol?.Kind == "function":
                return BooleanFunctions.Read(reader, node, columns, scope);
            default:
                return node.Token("Operator") is { } sign && Comparisons.TryGetValue(sign, out var comparison) && node.Child("Left") is { } left && node.Child("Right") is { } right
                    ? Compare(sign, comparison, left, right, node.Span, columns, scope)
                    : Truth(reader.Values.Read(node, columns, scope), node.Span);
        }
    }

    /// <summary>A boolean value as a condition.</summary>
    public static Condition Truth(Value value, TextSpan span) => value is BooleanValue of ? of.Condition : TestResolver.Resolve(new TestCondition(value, TestOperator.Equal, ["true"], false, span));

    // a or b or c is a deep tree to the left; walked without recursion.
    private static List<BoundNode> Spine(BoundNode node)
    {
        var parts = new List<BoundNode>();
        var open = new Stack<BoundNode>([node]);
        while (open.TryPop(out var next))
        {
            if (next.Kind == node.Kind)
            {
                open.Push(next.Child("Right")!);
                open.Push(next.Child("Left")!);
            }
            else
            {
                parts.Add(next);
            }
        }

        return parts;
    }

    private Condition Compare(
        string sign, (TestOperator Test, bool CaseSensitive, bool Negated) comparison, BoundNode left, BoundNode right, TextSpan span, Func<string, string, Value> columns, Scope scope)
    {
        var subject = reader.Values.Read(left, columns, scope);
        var result = right.Kind == "ExpressionList"
            ? List(sign, comparison.Test, comparison.CaseSensitive, subject, right, span, columns, scope)
            : One(comparison.Test, comparison.CaseSensitive, subject, reader.Values.Read(right, columns, scope), span);
        return comparison.Negated ? Logic.Not(result, span) : result;
    }

    private static Condition One(TestOperator test, bool caseSensitive, Value left, Value right, TextSpan span)
    {
        if (left is ConstantValue && right is not ConstantValue)
        {
            (left, right) = (right, left);
            test = test switch
            {
                TestOperator.Less => TestOperator.Greater,
                TestOperator.LessOrEqual => TestOperator.GreaterOrEqual,
                TestOperator.Greater => TestOperator.Less,
                TestOperator.GreaterOrEqual => TestOperator.LessOrEqual,
                TestOperator.Equal => TestOperator.Equal,
                _ => TestOperator.Null,
            };
            if (test == TestOperator.Null)
            {
                return new OpaqueCondition(Reasons.Computed, span);
            }
        }

        if (right is not ConstantValue constant)
        {
            return TimeWindow(left, right) ? new OpaqueCondition(Reasons.TimeWindow, span) { Since = Since(left, test, right) } : new OpaqueCondition(Reasons.Computed, span);
        }

        // Nothing equals null, so that nothing of a comparison with it is left (null-values.md).
        return constant.Text is null ? Condition.False
            : constant.Type is "datetime" or "timespan" ? new OpaqueCondition(Reasons.TimeWindow, span)
            : TestResolver.Resolve(new TestCondition(left, test, [constant.Text], caseSensitive, span));
    }

    private Condition List(
        string sign, TestOperator test, bool caseSensitive, Value subject, BoundNode list, TextSpan span, Func<string, string, Value> columns, Scope scope)
    {
        var operands = ImmutableArray.CreateBuilder<string>();
        var others = new List<Condition>();
        foreach (var item in list.ChildrenOf("Expressions"))
        {
            if (item.Type is { IsTable: true })
            {
                switch (reader.Rows.Read(item, scope))
                {
                    case ConstantRows rows when rows.Lines.All(l => l.Length > 0 && l[0] is not null):
                        operands.AddRange(rows.Lines.Select(l => l[0]!));
                        break;
                    case WatchlistRows watchlist:
                        others.Add(TestResolver.Resolve(new TestCondition(subject, test, [], caseSensitive, span) { Watchlist = watchlist.Alias }));
                        break;
                    case EventRows:
                        others.Add(new OpaqueCondition(Reasons.OtherRows, span));
                        break;
                    default:
                        others.Add(new OpaqueCondition(Reasons.OtherData, span));
                        break;
                }

                continue;
            }

            switch (reader.Values.Read(item, columns, scope))
            {
                case ConstantValue { Type: "dynamic", Text: { } json } when Constants.Items(json) is { } items:
                    operands.AddRange(items);
                    break;
                case ConstantValue { Text: { } text }:
                    operands.Add(text);
                    break;
                case ColumnValue column when subject is ConstantValue { Text: { } text } && test == TestOperator.Equal:
                    others.Add(TestResolver.Resolve(new TestCondition(column, test, [text], caseSensitive, span)));
                    break;
                default:
                    others.Add(new OpaqueCondition(Reasons.Computed, span));
                    break;
            }
        }

        var distinct = operands.Distinct(StringComparer.Ordinal).ToImmutableArray();
        var tests = sign == "has_all"
            ? [Logic.All(distinct.Select(o => TestResolver.Resolve(new TestCondition(subject, test, [o], caseSensitive, span))), span)]
            : distinct.Length > 0 ? [TestResolver.Resolve(new TestCondition(subject, test, distinct, caseSensitive, span))] : Array.Empty<Condition>();
        return sign == "has_all" ? Logic.All([.. tests, .. others], span) : Logic.Any([.. tests, .. others], span);
    }

    private Condition Between(BoundNode node, Func<string, string, Value> columns, Scope scope)
    {
        var subject = reader.Values.Read(node.Child("Left")!, columns, scope);
        var couple = node.Child("Right")!;
        var low = One(TestOperator.GreaterOrEqual, true, subject, reader.Values.Read(couple.Child("First")!, columns, scope), node.Span);
        var high = One(TestOperator.LessOrEqual, true, subject, reader.Values.Read(couple.Child("Second")!, columns, scope), node.Span);
        var both = Logic.All([low, high], node.Span);
        return node.Kind == "NotBetweenExpression" ? Logic.Not(both, node.Span) : both;
    }

    private static TimeSpan? Since(Value left, TestOperator test, Value right) => (left, test, right) switch
    {
        (ColumnValue { Type: "datetime" }, TestOperator.Greater or TestOperator.GreaterOrEqual, CallValue { Function: "ago", Arguments: [ConstantValue { Text: { } back }] }) => Constants.Time(back),
        (CallValue { Function: "ago", Arguments: [ConstantValue { Text: { } back }] }, TestOperator.Less or TestOperator.LessOrEqual, ColumnValue { Type: "datetime" }) => Constants.Time(back),
        _ => null,
    };

    private static bool TimeWindow(Value left, Value right) =>
        left is ColumnValue { Type: "datetime" } || right is ColumnValue { Type: "datetime" } || left is CallValue { Type: "datetime" or "timespan" } || right is CallValue { Type: "datetime" };
}
