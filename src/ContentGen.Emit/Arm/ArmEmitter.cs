using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Parameters;

namespace ContentGen.Emit.Arm;

/// <summary>
/// A template for each resource, and bundles: deployed in the order of their numbers they deploy everything. Rules are alone in theirs,
/// because the portal imports bundles of rules and of nothing else. Bundles have the content's own values, whatever workspaces change.
/// </summary>
internal static class ArmEmitter
{
    /// <summary>The portal imports at most 50 rules from one file.</summary>
    private const int ResourcesInBundle = 50;

    /// <summary>Below 1 MB by either meaning of the word; the size of a template may be 4 MB only after its expansion.</summary>
    private const int BytesInBundle = 1_000_000;

    public static IEnumerable<Artifact> Emit(ImmutableArray<EmitUnit> units, TemplateParameters parameters, EmitOptions options)
    {
        var templates = units.Select(u => u.Print($"arm/{u.Path}.json", parameters, options, () => ArmTemplate.Print([parameters.Complete(u.Resource)], parameters.NamesOf(u.Resource)))).ToImmutableArray();

        // The sum of the single templates is more than the bundle, which writes the frame around them once.
        var pairs = units.Zip(templates, (unit, template) => (Unit: unit, Size: template.Content.Length)).ToList();
        var bundles = pairs.GroupBy(p => Phase(p.Unit.Resource.Kind)).OrderBy(g => g.Key)
            .SelectMany(g => Chunks.Split(g, ResourcesInBundle, BytesInBundle, p => p.Size))
            .Select((chunk, index) => new Artifact(
                string.Create(CultureInfo.InvariantCulture, $"arm/bundles/bundle-{index + 1:000}.json"),
                ArmTemplate.Print(chunk.Select(p => p.Unit.Resource)),
                [.. chunk.Select(p => p.Unit.Origin)]));
        return [.. templates, .. bundles];
    }

    private static int Phase(ContentKind kind) => kind switch
    {
        ContentKind.Rule => 1,
        ContentKind.HuntingQuery => 2,
        _ => 0,
    };
}
