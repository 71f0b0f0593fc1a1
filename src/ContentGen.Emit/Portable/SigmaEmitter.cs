using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ContentGen.Emit.Layout;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Emit.Portable;

/// <summary>
/// sigma/: a rule in portable form where its query can be converted, and beside it the account of what became of every part
/// (<c>ID.fidelity.json</c>), which is there for the others too.
/// </summary>
internal static class SigmaEmitter
{
    public static IEnumerable<Artifact> Emit(ImmutableArray<RuleUnit> units, EmitOptions options)
    {
        var names = SigmaFileName.For(units);
        return units.SelectMany((u, i) => options.Once<ImmutableArray<Artifact>>(u.Source.Compiled, $"sigma {names[i]}", () => [.. Emit(u, names[i], options)]));
    }

    private static IEnumerable<Artifact> Emit(RuleUnit unit, string name, EmitOptions options)
    {
        if (SigmaConversionOf.Convert(unit.Source, options) is not { } result)
        {
            yield break;
        }

        var folder = name.LastIndexOf('/') is >= 0 and var slash ? name[..(slash + 1)] : "";
        if (result.Yaml is { } yaml && SigmaCheck.Meets(result, options))
        {
            yield return new Artifact($"sigma/{name}.yml", Encoding.UTF8.GetBytes(yaml), [unit.Origin]);
            foreach (var (filter, number) in result.Filters.Select((f, n) => (f, n + 1)).Where(f => f.f.Yaml is not null))
            {
                yield return new Artifact(string.Create(CultureInfo.InvariantCulture, $"sigma/{folder}filter_{number}_{name[folder.Length..]}.yml"), Encoding.UTF8.GetBytes(filter.Yaml!), [unit.Origin]);
            }
        }

        yield return new Artifact($"sigma/{folder}{unit.Resource.Name}.fidelity.json", ArtifactJson.Print(w => Write(w, unit, result)), [unit.Origin]);
    }

    private static void Write(Utf8JsonWriter writer, RuleUnit unit, SigmaResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", unit.Origin.Id);
        writer.WriteString("verdict", result.VerdictWord);
        writer.WriteStartArray("reasons");
        foreach (var reason in result.Reasons)
        {
            writer.WriteStringValue(reason);
        }

        writer.WriteEndArray();
        FidelityJson.WriteLeaves(writer, result);
        FidelityJson.WriteFilters(writer, result);
        writer.WriteEndObject();
    }
}
