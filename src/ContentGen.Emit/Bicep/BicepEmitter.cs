using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Parameters;

namespace ContentGen.Emit.Bicep;

/// <summary>A module for each resource, and main.bicep that deploys them all.</summary>
internal static class BicepEmitter
{
    /// <summary>Resource Manager's limit of resources in one template; a module is one.</summary>
    private const int ModulesInMain = 800;

    /// <summary>A template may have 4 MB after its expansion, and Bicep puts the template of every module inside the main one.</summary>
    private const int BytesInMain = 3_500_000;

    /// <summary>The deployment resource around a module, roughly; with room to spare.</summary>
    private const int BytesAroundModule = 1_500;

    /// <summary>
    /// More than one deployment can carry become main-001.bicep, main-002.bicep and so on without a main.bicep: a file that took
    /// those as modules would have the size of all of them again.
    /// </summary>
    public static IEnumerable<Artifact> Emit(ImmutableArray<EmitUnit> units, TemplateParameters parameters, EmitOptions options)
    {
        var modules = units.Select(u => u.Print($"bicep/{u.Path}.bicep", parameters, options, () => BicepFile.Print(parameters.Complete(u.Resource), parameters.NamesOf(u.Resource)))).ToImmutableArray();
        var pairs = units.Zip(modules, (unit, module) => (Unit: unit, Size: module.Content.Length + BytesAroundModule));
        var chunks = Chunks.Split(pairs, ModulesInMain, BytesInMain, p => p.Size).ToList();
        var mains = chunks.Select((chunk, index) => new Artifact(
            chunks.Count == 1 ? "bicep/main.bicep" : string.Create(CultureInfo.InvariantCulture, $"bicep/main-{index + 1:000}.bicep"),
            BicepFile.PrintMain([.. chunk.Select(p => (p.Unit.Resource, p.Unit.Path + ".bicep"))]),
            [.. chunk.Select(p => p.Unit.Origin)]));
        return [.. modules, .. mains];
    }
}
