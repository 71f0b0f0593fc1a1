using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>Values that groups are made by, or that are counted, as fields of the branches' events.</summary>
internal static class GroupFields
{
    /// <summary>The field in every branch; null where a value is no field of one of them. Not plain: the value is the field's in another form.</summary>
    public static (ImmutableArray<string> Fields, bool IsPlain)? Find(ImmutableArray<Value?> values, IReadOnlyList<ConvertedBranch> branches)
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        var isPlain = true;
        foreach (var branch in branches)
        {
            var value = values[branch.Index];
            var column = Column(value);
            if (column is null || FieldMap.Find(branch.Branch.Table, branch.LogSource.Category, column.Name) is not { } target)
            {
                return null;
            }

            isPlain &= value is ColumnValue && target.Kind is FieldKind.Plain or FieldKind.EventId;
            fields.Add(target.Field);
        }

        return (fields.ToImmutable(), isPlain);
    }

    // tolower(x), split(x, ".")[0]: groups by x are at most finer.
    private static ColumnValue? Column(Value? value) => value switch
    {
        ColumnValue column => column,
        CallValue { Function: "tolower" or "toupper" or "tostring" or "element" or "trim" or "replace_string" or "substring" } call => call.Arguments.Select(Column).FirstOrDefault(c => c is not null),
        ChoiceValue choice => Column(choice.Otherwise),
        _ => null,
    };
}
