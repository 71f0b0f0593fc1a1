using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>Values that groups are made by, or that are counted, as fields of the branches' events.</summary>
internal static class GroupFields
{
    /// <summary>
    /// The field of every branch, and how groups by it relate to those by the value: exact, narrowed where they are finer, approximate.
    /// Several when the value is DOMAIN\name. None when a value is no field of one of the branches.
    /// </summary>
    public static ImmutableArray<(ImmutableArray<string> Fields, Relation Relation)> Find(ImmutableArray<Value?> values, IReadOnlyList<ConvertedBranch> branches)
    {
        var found = branches.Select(b => One(values[b.Index], b)).ToList();
        if (found.Contains(null))
        {
            return [];
        }

        if (found.TrueForAll(f => f!.Kind == FieldKind.QualifiedAccount))
        {
            return [([.. found.Select(f => f!.Field)], Worst(found)), ([.. found.Select(f => AccountTests.DomainField(f!.Field))], Worst(found))];
        }

        return [([.. found.Select(f => f!.Field)], found.Exists(f => f!.Kind == FieldKind.QualifiedAccount) ? Relation.Approximate : Worst(found))];
    }

    private static Relation Worst(IEnumerable<Found?> found) => Relations.Fold(found.Select(f => f!.Relation));

    private static Found? One(Value? value, ConvertedBranch branch) => Column(value) is var (column, relation) && FieldMap.Find(branch.Branch.Table, branch.LogSource.Category, column.Name) is { } target
        ? new Found(target.Field, target.Kind, Relations.Fold(relation, target.Kind switch
        {
            FieldKind.Plain or FieldKind.EventId or FieldKind.QualifiedAccount or FieldKind.LogonType or FieldKind.LogonTypeName => Relation.Exact,
            FieldKind.BaseName or FieldKind.Account or FieldKind.AccountDomain or FieldKind.RegistryKey or FieldKind.Hash => Relation.Narrowed,
            _ => Relation.Approximate,
        }))
        : null;

    // Of tolower(x) and split(x, ".")[0] the groups by x are at most finer.
    private static (ColumnValue Column, Relation Relation)? Column(Value? value) => value switch
    {
        ColumnValue column => (column, Relation.Exact),
        CallValue { Function: "tostring", Arguments: [ColumnValue column] } => (column, Relation.Exact),
        CallValue { Function: "tolower" or "toupper" or "tostring" or "element" or "trim" or "replace_string" or "substring" } call => call.Arguments.Select(Column).FirstOrDefault(c => c is not null) is var (column, relation)
            ? (column, Relations.Fold(relation, Relation.Narrowed)) : null,
        ChoiceValue choice => Column(choice.Otherwise) is var (column, _) ? (column, Relation.Approximate) : null,
        _ => null,
    };

    private sealed record Found(string Field, FieldKind Kind, Relation Relation);
}
