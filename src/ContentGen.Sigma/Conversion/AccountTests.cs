using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// Accounts: some columns hold the name or the domain of what a field holds as DOMAIN\name, others hold DOMAIN\name where the event has
/// two fields. Neither a domain nor a name has a backslash.
/// </summary>
internal static class AccountTests
{
    /// <summary>
    /// A domain and a name that both have to be equal as one test on the name with the whole account as its operand; null when there is
    /// no such couple.
    /// </summary>
    public static TestCondition? Couple(TestCondition domain, TestCondition name) => domain.CaseSensitive == name.CaseSensitive && domain.Operands is [{ Length: > 0 } d] && name.Operands is [{ Length: > 0 } n]
        ? name with { Operands = [$"{d}\\{n}"], Reason = Reasons.DomainAndName }
        : null;

    /// <summary>A test on the name.</summary>
    public static Leaf Name(TestCondition test, string field, SigmaOptions options)
    {
        if (test.Reason == Reasons.DomainAndName)
        {
            return TextTests.Convert(test, field, options) with { Reason = Reasons.DomainAndName };
        }

        if (test.Operands.Any(o => o.Length == 0 || o.Contains('\\', StringComparison.Ordinal)))
        {
            return test.Operands.Contains("") ? Leaf.None(Reasons.NullIsEmpty) : Wider(TextTests.Convert(test, field, options));
        }

        return test.Operator switch
        {
            TestOperator.Equal => Exactly(TextTests.Convert(test with { Operator = TestOperator.EndsWith, Operands = [.. test.Operands.Select(o => "\\" + o)] }, field, options)),
            TestOperator.StartsWith => Exactly(TextTests.Convert(test with { Operator = TestOperator.Contains, Operands = [.. test.Operands.Select(o => "\\" + o)] }, field, options)),
            TestOperator.EndsWith => Exactly(TextTests.Convert(test, field, options)),
            TestOperator.Regex => RegexTests.Convert(test, field) is { Detection: not null } leaf ? leaf with { Relation = Relation.Approximate, Reason = Reasons.FieldDiffers } : Leaf.None(Reasons.RegexDialect),
            _ => Wider(TextTests.Convert(test, field, SigmaOptions.Default)),
        };
    }

    /// <summary>A test on the domain.</summary>
    public static Leaf Domain(TestCondition test, string field, SigmaOptions options) => test.Operands.Any(o => o.Length == 0 || o.Contains('\\', StringComparison.Ordinal)) ? Leaf.None(Reasons.FieldDiffers) : test.Operator switch
    {
        TestOperator.Equal => Exactly(TextTests.Convert(test with { Operator = TestOperator.StartsWith, Operands = [.. test.Operands.Select(o => o + "\\")] }, field, options)),
        TestOperator.StartsWith => Exactly(TextTests.Convert(test, field, options)),
        TestOperator.EndsWith => Exactly(TextTests.Convert(test with { Operator = TestOperator.Contains, Operands = [.. test.Operands.Select(o => o + "\\")] }, field, options)),
        TestOperator.Contains or TestOperator.Term => Wider(TextTests.Convert(test, field, SigmaOptions.Default)),
        _ => Leaf.None(Reasons.FieldDiffers),
    };

    /// <summary>A test on DOMAIN\name where the event has <c>...UserName</c> and <c>...DomainName</c>.</summary>
    public static Leaf Qualified(TestCondition test, string userField, SigmaOptions options)
    {
        if (test.Operands.Any(o => o.Length == 0) || test.Operator is not (TestOperator.Equal or TestOperator.StartsWith or TestOperator.EndsWith or TestOperator.Contains or TestOperator.Term))
        {
            return Leaf.None(Reasons.FieldDiffers);
        }

        var leaves = test.Operands.Select(o => Part(test with { Operands = [o] }, o, userField, options)).ToList();
        var relation = Relations.Fold(leaves.Select(l => l.Relation));
        return leaves.Exists(l => l.Detection is null) ? Leaf.None(Reasons.FieldDiffers)
            : new Leaf(leaves.Count == 1 ? leaves[0].Detection : new AnyDetection([.. leaves.Select(l => l.Detection!)]), relation, relation == Relation.Exact ? Reasons.DomainAndName : leaves.Find(l => l.Relation != Relation.Exact)!.Reason);
    }

    /// <summary>The field of the domain beside that of the name.</summary>
    public static string DomainField(string userField) => userField.Replace("UserName", "DomainName", StringComparison.Ordinal);

    private static Leaf Part(TestCondition test, string operand, string userField, SigmaOptions options)
    {
        Leaf User(TestOperator by, string text) => TextTests.Convert(test with { Operator = by, Operands = [text] }, userField, options);
        Leaf Domain(TestOperator by, string text) => TextTests.Convert(test with { Operator = by, Operands = [text] }, DomainField(userField), options);
        var slash = operand.IndexOf('\\', StringComparison.Ordinal);
        if (slash < 0)
        {
            return test.Operator switch
            {
                TestOperator.EndsWith => User(TestOperator.EndsWith, operand),
                TestOperator.StartsWith => Domain(TestOperator.StartsWith, operand),
                TestOperator.Equal => Wider(User(TestOperator.Equal, operand)),
                _ => Either(Domain(test.Operator, operand), User(test.Operator, operand)),
            };
        }

        var (domain, user) = (operand[..slash], operand[(slash + 1)..]);
        if (user.Contains('\\', StringComparison.Ordinal) || domain.Length == 0 || user.Length == 0)
        {
            return test.Operator == TestOperator.EndsWith && domain.Length == 0 && user.Length > 0 && !user.Contains('\\', StringComparison.Ordinal) ? User(TestOperator.Equal, user)
                : test.Operator == TestOperator.StartsWith && user.Length == 0 ? Domain(TestOperator.Equal, domain)
                : Leaf.None(Reasons.FieldDiffers);
        }

        return test.Operator switch
        {
            TestOperator.Equal => Both(Domain(TestOperator.Equal, domain), User(TestOperator.Equal, user)),
            TestOperator.StartsWith => Both(Domain(TestOperator.Equal, domain), User(TestOperator.StartsWith, user)),
            TestOperator.EndsWith => Both(Domain(TestOperator.EndsWith, domain), User(TestOperator.Equal, user)),
            TestOperator.Contains => Both(Domain(TestOperator.EndsWith, domain), User(TestOperator.StartsWith, user)),
            _ => Wider(Both(Domain(TestOperator.EndsWith, domain), User(TestOperator.StartsWith, user))),
        };
    }

    private static Leaf Both(Leaf one, Leaf other) => one.Detection is null || other.Detection is null ? Leaf.None(Reasons.FieldDiffers)
        : new Leaf(new AllDetection([one.Detection, other.Detection]), Relations.Fold(one.Relation, other.Relation), one.Reason ?? other.Reason);

    private static Leaf Either(Leaf one, Leaf other) => one.Detection is null || other.Detection is null ? Leaf.None(Reasons.FieldDiffers)
        : new Leaf(new AnyDetection([one.Detection, other.Detection]), Relations.Fold(one.Relation, other.Relation), one.Reason ?? other.Reason);

    private static Leaf Exactly(Leaf leaf) => leaf.Relation == Relation.Exact ? leaf with { Reason = Reasons.DomainAndName } : leaf;

    private static Leaf Wider(Leaf leaf) => leaf.Detection is null ? leaf : leaf with { Relation = Relations.Fold(leaf.Relation, Relation.Widened), Reason = Reasons.FieldDiffers };
}
