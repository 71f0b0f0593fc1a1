using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// isempty and isnull. A string column has no null: an event that lacks the field has "" in its row, so that empty stands for both
/// (null-values.md: "string has no null").
/// </summary>
internal static class EmptyTests
{
    public static Leaf Empty(string field, string type) => IsText(type)
        ? Leaf.Exact(Either(field), Reasons.NullIsEmpty)
        : Leaf.Exact(new FieldDetection(field, "", [SigmaValue.Null]));

    // isnull() of a string is never true, the absence of a field may be.
    public static Leaf Null(string field, string type) => IsText(type)
        ? new Leaf(new FieldDetection(field, "", [SigmaValue.Null]), Relation.Widened, Reasons.NullIsEmpty)
        : Leaf.Exact(new FieldDetection(field, "", [SigmaValue.Null]));

    public static AnyDetection Either(string field) => new(
        [new FieldDetection(field, "", [SigmaValue.Null]), new FieldDetection(field, "", [SigmaValue.Literal("")])]);

    private static bool IsText(string type) => type is "string" or "dynamic";
}
