using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Bicep;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Manifests;
using ContentGen.Emit.Pages;
using ContentGen.Emit.Portable;

namespace ContentGen.Emit;

/// <summary>Rules to artifacts.</summary>
public static class Emitter
{
    /// <summary>
    /// All artifacts in the order of their paths. Depends on the rules as a set: their order does not matter, and the same input gives
    /// the same bytes.
    /// </summary>
    /// <param name="rules">Rules without errors; one that lacks what the API requires has no artifact.</param>
    /// <param name="options">What holds for every artifact.</param>
    /// <param name="templates">The text of the pages.</param>
    /// <exception cref="TemplateException">A page template names something that pages do not have.</exception>
    public static ImmutableArray<Artifact> Emit(IReadOnlyList<EmitRule> rules, EmitOptions options, PageTemplates templates)
    {
        var units = EmitUnits.Create(rules, options);
        // A rule for Defender's advanced hunting is documented, but no workspace could run it.
        var deployable = units.Where(u => u.Rule.Environment == QueryEnvironment.Sentinel).ToImmutableArray();
        IEnumerable<Artifact> all =
        [
            .. ArmEmitter.Emit(deployable), .. BicepEmitter.Emit(deployable), .. SigmaEmitter.Emit(units, options), .. PageEmitter.Emit(units, templates, options.Attack),
        ];
        ImmutableArray<Artifact> artifacts = [.. all.OrderBy(a => a.Path, StringComparer.Ordinal)];
        return [.. artifacts, Manifest.Create(artifacts, options)];
    }
}
