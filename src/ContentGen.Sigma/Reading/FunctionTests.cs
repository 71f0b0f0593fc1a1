using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>
/// Tests on the result of a string function as tests on its argument: exact where the function can be turned around, a superset where
/// its result is at least a part of the argument.
/// </summary>
internal static partial class FunctionTests
{
    /// <summary>The host of an address that is now a name, now a whole URL.</summary>
    public static readonly ColumnValue Host = new("RemoteUrl.host", "string");

    public static Condition Resolve(CallValue call, TestCondition test) => (call.Function, call.Arguments) switch
    {
        ("tolower", [var of]) => Lowered(of, test, ConstantTest.Fold),
        ("toupper", [var of]) => Lowered(of, test, s => s.ToUpperInvariant()),
        ("parsed", [var of]) => TestResolver.Resolve(Loose(test with { Subject = of }, test.Operator is TestOperator.Empty ? Relation.Narrowed : Relation.Widened, Reasons.ParsedText)),
        ("strcat", [ColumnValue { Name: "RegistryKey" }, ConstantValue { Text: "\\" }, ColumnValue { Name: "RegistryValueName" }]) => test with { Subject = new ColumnValue("RegistryKey+RegistryValueName", "string") },
        ("tostring", [ColumnValue of]) when test.Operator is TestOperator.Equal or TestOperator.Empty => test with { Subject = of },
        ("element", [var of, ConstantValue { Text: { Length: > 0 } separator }, ConstantValue { Text: "0" }]) => FirstPart(of, separator, test),
        ("replace_string" or "replace", [var of, ConstantValue { Text: { Length: > 0 } removed }, ConstantValue { Text: "" }]) => Removed(of, removed, test),
        ("extract", [ConstantValue { Text: { } pattern }, ConstantValue { Text: { } group }, var of, ..]) => Extracted(of, pattern, group, test),
        ("substring", [var of, ConstantValue { Text: "0" }, ConstantValue { Text: { } length }]) => Start(of, length, test),
        ("element" or "substring" or "trim" or "trim_start" or "trim_end", _) when call.Arguments.FirstOrDefault(a => a is not ConstantValue) is { } of => PartOf(of, test),
        _ => new OpaqueCondition(Reasons.Computed, test.Span),
    };

    private static Condition Lowered(Value of, TestCondition test, Func<string, string> lower)
    {
        if (test.Operator is TestOperator.Empty or TestOperator.Null || !test.CaseSensitive)
        {
            return TestResolver.Resolve(test with { Subject = of });
        }

        if (test.Operator == TestOperator.Regex)
        {
            // Only a pattern without upper-case letters can be asked without regard to case.
            return test.Operands is [var pattern] && pattern == lower(pattern) && !pattern.Contains('\\', StringComparison.Ordinal)
                ? TestResolver.Resolve(test with { Subject = of, Operands = ["(?i)" + pattern] })
                : new OpaqueCondition(Reasons.Computed, test.Span);
        }

        // What is not in lower case itself is never met.
        var possible = test.Operands.Where(o => o == lower(o)).ToImmutableArray();
        return possible.Length == 0 ? Condition.False : TestResolver.Resolve(test with { Subject = of, Operands = possible, CaseSensitive = false });
    }

    // split(x, ".")[0] == "a" holds of "a" and of what starts with "a.".
    private static Condition FirstPart(Value of, string separator, TestCondition test)
    {
        if (test.Operator == TestOperator.StartsWith && test.Operands.All(o => !o.Contains(separator, StringComparison.Ordinal)))
        {
            return TestResolver.Resolve(test with { Subject = of });
        }

        if (test.Operator != TestOperator.Equal || test.Operands.Any(o => o.Length == 0))
        {
            return PartOf(of, test);
        }

        var possible = test.Operands.Where(o => !o.Contains(separator, StringComparison.Ordinal)).ToImmutableArray();
        return possible.Length == 0 ? Condition.False : Logic.Any(
        [
            TestResolver.Resolve(test with { Subject = of, Operands = possible }),
            TestResolver.Resolve(test with { Subject = of, Operator = TestOperator.StartsWith, Operands = [.. possible.Select(o => o + separator)] }),
        ], test.Span);
    }

    // Of the values that become equal when something is taken out, the plain one and the one that starts with it.
    private static Condition Removed(Value of, string removed, TestCondition test)
    {
        if (test.Operator != TestOperator.Equal)
        {
            return new OpaqueCondition(Reasons.Computed, test.Span);
        }

        var operands = test.Operands.Where(o => !o.Contains(removed, StringComparison.Ordinal)).SelectMany(o => CanPrecede(removed, o) ? new[] { o, removed + o } : [o]).ToImmutableArray();
        return operands.Length == 0 ? Condition.False : TestResolver.Resolve(Loose(test with { Subject = of, Operands = operands }, Relation.Narrowed, Reasons.SubstringOf));
    }

    // ::ffff: is written before an IPv4 address and before nothing else.
    private static bool CanPrecede(string removed, string operand) => removed != "::ffff:" || System.Net.IPAddress.TryParse(operand, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;

    private static Condition Start(Value of, string length, TestCondition test)
    {
        if (!int.TryParse(length, out var n) || n <= 0)
        {
            return new OpaqueCondition(Reasons.Computed, test.Span);
        }

        return test.Operator switch
        {
            TestOperator.Empty => TestResolver.Resolve(test with { Subject = of }),
            TestOperator.StartsWith when test.Operands.All(o => o.Length <= n) => TestResolver.Resolve(test with { Subject = of }),
            TestOperator.Equal when test.Operands.All(o => o.Length == n) => TestResolver.Resolve(test with { Subject = of, Operator = TestOperator.StartsWith }),
            _ => PartOf(of, test),
        };
    }

    private static Condition Extracted(Value of, string pattern, string group, TestCondition test)
    {
        if (of is ColumnValue { Name: "EventData" or "ParameterXml" or "RenderedDescription" } && EventDataField().Match(pattern) is { Success: true } field)
        {
            return test with { Subject = new ColumnValue($"EventData.{field.Groups[1].Value}", "string") };
        }

        if (group == "1" && of is ColumnValue { Name: "RemoteUrl" } && HostOfAddress().IsMatch(pattern))
        {
            return TestResolver.Resolve(test with { Subject = Host });
        }

        if (test.Operator == TestOperator.Empty)
        {
            // Nothing is extracted where the pattern does not match, or where its group is empty.
            var matched = TestResolver.Resolve(Loose(new TestCondition(of, TestOperator.Regex, [pattern], true, test.Span), GroupHasText().IsMatch(pattern) ? Relation.Exact : Relation.Widened, Reasons.SubstringOf));
            return group is "0" or "1" ? Logic.Not(matched, test.Span) : new OpaqueCondition(Reasons.Computed, test.Span);
        }

        if (group == "1" && test.Operator == TestOperator.Equal && Extension().Match(pattern) is { Success: true } extension
            && test.Operands.All(o => Regex.IsMatch(o, $"\\A{extension.Groups[2].Value}+\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)))
        {
            return TestResolver.Resolve(test with { Subject = of, Operator = TestOperator.EndsWith, Operands = [.. test.Operands.Select(o => extension.Groups[1].Value + o)] });
        }

        if (group == "1" && test.Operator == TestOperator.Equal && pattern == @"([^.]+\.[^.]+)$" && test.Operands.All(o => o.Split('.') is [{ Length: > 0 }, { Length: > 0 }]))
        {
            return Logic.Any(
            [
                TestResolver.Resolve(test with { Subject = of }),
                TestResolver.Resolve(test with { Subject = of, Operator = TestOperator.EndsWith, Operands = [.. test.Operands.Select(o => "." + o)] }),
            ], test.Span);
        }

        return PartOf(of, test);
    }

    // What equals, starts or ends a part of a value is contained in the value.
    private static Condition PartOf(Value of, TestCondition test) => test.Operator is TestOperator.Equal or TestOperator.Contains or TestOperator.StartsWith or TestOperator.EndsWith or TestOperator.Term or TestOperator.TermStart or TestOperator.TermEnd
        && test.Operands.All(o => o.Length > 2)
            ? TestResolver.Resolve(Loose(test with { Subject = of, Operator = TestOperator.Contains }, Relation.Widened, Reasons.SubstringOf))
            : new OpaqueCondition(Reasons.Computed, test.Span);

    private static TestCondition Loose(TestCondition test, Relation relation, string reason) =>
        relation == Relation.Exact ? test : test with { Relation = Relations.Fold(test.Relation, relation), Reason = reason };

    [GeneratedRegex("""\A.{0,3}<Data Name=["']([A-Za-z0-9_]+)["']>\(\[\^<\]\*\)<.{0,12}\z""", RegexOptions.CultureInvariant)]
    private static partial Regex EventDataField();

    [GeneratedRegex(@"\(\?i\)|\((\[[^\]]+\]|\\?\w|[A-Z])[^*?]", RegexOptions.CultureInvariant)]
    private static partial Regex GroupHasText();

    // ^(?:[A-Za-z]+://)?([^/:?#]+): what stands before the first of / : ? #, behind the scheme where there is one.
    [GeneratedRegex(@"\A\^\(\?:(?:\(\?i\))?(?:\[[A-Za-z-]+\]\+|https\?|\\w\+):(?://|\\/\\/)\)\?\(\[\^[/:?#\\ ]{1,8}\]\+\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostOfAddress();

    // \.([A-Za-z]+)$: one escaped sign, then a class that lacks it, up to the end.
    [GeneratedRegex(@"\A\\([.\\/])\((\[[A-Za-z0-9-]+\])\+\)\$\z", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
