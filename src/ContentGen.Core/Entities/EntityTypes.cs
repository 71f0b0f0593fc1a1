using System.Collections.Immutable;

namespace ContentGen.Core.Entities;

/// <summary>
/// The entity types of Sentinel (Entities/entity-types.tsv): identifiers and required sets as Microsoft's template validator has them
/// (EntityMappingIdentifiers), strong sets as the entities reference of the documentation has them.
/// </summary>
public static class EntityTypes
{
    private static readonly Lazy<ImmutableArray<EntityType>> Lazy = new(Load);

    public static ImmutableArray<EntityType> All => Lazy.Value;

    public static EntityType? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    private static ImmutableArray<EntityType> Load()
    {
        using var reader = new StreamReader(typeof(EntityTypes).Assembly.GetManifestResourceStream("entities/entity-types.tsv")!);
        return [.. reader.ReadToEnd().Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t'))
            .Select(c => new EntityType(c[0], [.. c[1].Split(';')], Sets(c[2]), Sets(c[3])))];
    }

    private static ImmutableArray<ImmutableArray<string>> Sets(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('+').ToImmutableArray())];
}
