using System.Globalization;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>
/// Reads what an expression says about time, through lets and called functions. Null for everything that is not certain: a value that
/// data decides, a fixed date, a function that is not known here. (Semantics: the KQL reference's pages of the functions.)
/// </summary>
internal sealed class TimeExpressions(IReadOnlySet<string> recordTimes, IReadOnlySet<string> ingestionTimes)
{
    private const int Deepest = 60;

    public TimeQuantity? Read(BoundNode node, QueryScope scope, int depth = 0)
    {
        if (depth > Deepest)
        {
            return null;
        }

        if (node is { Constant: { } text, Type.Name: { } type } && Constant(text, type) is { } constant)
        {
            return constant;
        }

        switch (node.Kind)
        {
            case "ParenthesizedExpression":
                return node.Child("Expression") is { } inner ? Read(inner, scope, depth + 1) : null;
            case "NameReference" when node.Symbol?.Kind == "column":
                return recordTimes.Contains(node.Name ?? "") ? new TimeQuantity(1, 0, 0, default, default)
                    : ingestionTimes.Contains(node.Name ?? "") ? new TimeQuantity(0, 1, 0, default, default)
                    : null;
            case "NameReference" when node.Body is null && node.Name is { } name:
                return scope.Find(name) is { Value: { } value, ValueScope: { } valueScope } ? Read(value, valueScope, depth + 1) : null;
            case "UnaryMinusExpression":
                return node.Child("Expression") is { } negative && Read(negative, scope, depth + 1) is { Unit: null } n ? n.Number is { } number ? TimeQuantity.Plain(-number) : n.Negated() : null;
            case "AddExpression" or "SubtractExpression" or "MultiplyExpression":
                return Operands(node, scope, depth) is var (left, right) ? Calculate(node.Kind, left, right) : null;
            case "FunctionCallExpression":
                return Call(node, scope, depth + 1);
            default:
                return null;
        }
    }

    /// <summary>The date that an expression is in every run; null when it moves, or nobody can say.</summary>
    public static string? DateOf(BoundNode node, QueryScope scope)
    {
        for (var depth = 0; depth < Deepest; depth++)
        {
            node = Conditions.Bare(node);
            switch (node)
            {
                case { Constant: { } date, Type.Name: "datetime" }:
                    return date;
                case { Kind: "FunctionCallExpression", Symbol: { Kind: "function", Name: "todatetime" } } when node.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() is [{ Constant: { Length: > 0 } text }]:
                    return text;
                case { Kind: "NameReference", Symbol.Kind: not "column", Name: { } name } when scope.Find(name) is { Value: { } value, ValueScope: { } valueScope }:
                    (node, scope) = (value, valueScope);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static TimeQuantity? Constant(string text, string type) => type switch
    {
        "timespan" => TimespanText.TryParse(text) is { } span ? TimeQuantity.Span(span) : null,
        "long" or "int" or "real" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? TimeQuantity.Plain(number) : null,
        _ => null,
    };

    private (TimeQuantity Left, TimeQuantity Right)? Operands(BoundNode node, QueryScope scope, int depth) =>
        node is { Children: [{ } l, { } r] } && Read(l, scope, depth + 1) is { } left && Read(r, scope, depth + 1) is { } right ? (left, right) : null;

    private static TimeQuantity? Calculate(string kind, TimeQuantity left, TimeQuantity right)
    {
        if (left.Unit is not null || right.Unit is not null)
        {
            return null;
        }

        return (kind, left.Number, right.Number) switch
        {
            ("AddExpression", null, null) => left.Plus(right),
            ("SubtractExpression", null, null) => left.Plus(right.Negated()),
            ("MultiplyExpression", { } count, null) when right.IsTimespan => Times(right, count),
            ("MultiplyExpression", null, { } count) when left.IsTimespan => Times(left, count),
            ("MultiplyExpression", { } a, { } b) => TimeQuantity.Plain(a * b),
            ("AddExpression", { } a, { } b) => TimeQuantity.Plain(a + b),
            ("SubtractExpression", { } a, { } b) => TimeQuantity.Plain(a - b),
            _ => null,
        };
    }

    private static TimeQuantity? Times(TimeQuantity span, double count) =>
        span.Least == span.Most && TimespanText.Scale(span.Least, count) is { } product ? TimeQuantity.Span(product) : null;

    private TimeQuantity? Call(BoundNode call, QueryScope scope, int depth)
    {
        if (call.Body is { IsInQuery: true, Function: { } function, Root: var body } && scope.Find(function.Name) is { Value: { } declared } entry)
        {
            return body.Child("Expression") is { } result && !body.ChildrenOf("Statements").Any()
                ? Read(result, FunctionCalls.Bind(call, declared, scope, entry.ValueScope!, null), depth)
                : null;
        }

        if (call.Symbol is not { Kind: "function" })
        {
            return null;
        }

        var arguments = call.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() ?? [];
        TimeQuantity? Argument(int index) => index < arguments.Count ? Read(arguments[index], scope, depth) : null;
        switch (call.Symbol.Name)
        {
            case "now":
                return Now(arguments.Count == 0 ? TimeQuantity.Span(TimeSpan.Zero) : Argument(0));
            case "ago":
                return Argument(0) is { IsTimespan: true } back ? Now(back.Negated()) : null;
            case "ingestion_time":
                return new TimeQuantity(0, 1, 0, default, default);
            case "todatetime" when arguments is [{ Type.Name: "datetime" }]:
            case "totimespan" when arguments is [{ Type.Name: "timespan" }]:
                return Argument(0);
            case "totimespan" when arguments is [{ Constant: { } text }]:
                return TimespanText.TryParse(text) is { } span ? TimeQuantity.Span(span) : null;
            case "bin" or "floor" when arguments.Count == 2:
                return Argument(1) is { IsTimespan: true } size && Argument(0) is { Number: null } rounded ? rounded.Spread(size.Most, TimeSpan.Zero) : null;
            case "startofday" or "startofweek" or "startofmonth" or "startofyear" or "endofday" or "endofweek" or "endofmonth" or "endofyear":
                return Rounded(call.Symbol.Name, arguments.Count > 1, Argument(0), Argument(1));
            case "datetime_add" when arguments is [{ Constant: { } part }, ..]:
                return Unit(part) is { } unit && Argument(1)?.Number is { } count && TimespanText.Scale(unit, count) is { } added
                    ? Argument(2)?.Plus(TimeQuantity.Span(added))
                    : null;
            case "datetime_diff" when arguments is [{ Constant: { } part }, ..]:
                // A difference of boundaries: up to one unit more or less than the time between.
                return Unit(part) is { } counted && Argument(1) is { } later && Argument(2) is { } earlier
                    ? later.Plus(earlier.Negated()).Spread(counted, counted) with { Unit = counted }
                    : null;
            default:
                return null;
        }
    }

    private static TimeQuantity? Now(TimeQuantity? offset) => offset is { IsTimespan: true } ? offset with { Nows = 1 } : null;

    private static TimeQuantity? Rounded(string function, bool hasOffset, TimeQuantity? time, TimeQuantity? offset)
    {
        var length = TimeSpan.FromDays(function[^3..] switch { "day" => 1, "eek" => 7, "nth" => 31, _ => 366 });
        if (time is null || (hasOffset && offset?.Number is null) || TimespanText.Scale(length, offset?.Number ?? 0) is not { } moved)
        {
            return null;
        }

        // An offset in months is not a fixed time; rounding covers what it may be off.
        time = time.Plus(TimeQuantity.Span(moved));
        var slack = hasOffset && length.TotalDays > 7 ? length : TimeSpan.Zero;
        return function.StartsWith("start", StringComparison.Ordinal) ? time.Spread(length + slack, slack) : time.Spread(slack, length + slack);
    }

    private static TimeSpan? Unit(string part) => part.ToUpperInvariant() switch
    {
        "WEEK" => TimeSpan.FromDays(7),
        "DAY" => TimeSpan.FromDays(1),
        "HOUR" => TimeSpan.FromHours(1),
        "MINUTE" => TimeSpan.FromMinutes(1),
        "SECOND" => TimeSpan.FromSeconds(1),
        _ => null,
    };
}
