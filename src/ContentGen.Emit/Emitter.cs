using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Bicep;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Manifests;
using ContentGen.Emit.Pages;
using ContentGen.Emit.Parameters;
using ContentGen.Emit.Portable;

namespace ContentGen.Emit;

/// <summary>Content to artifacts.</summary>
public static class Emitter
{
    /// <summary>
    /// All artifacts in the order of their paths. Depends on the content as a set: its order does not matter, and the same input gives
    /// the same bytes.
    /// </summary>
    /// <param name="content">Content without errors; what lacks something that the API requires has no artifact.</param>
    /// <param name="options">What holds for every artifact.</param>
    /// <param name="templates">The text of the pages.</param>
    /// <exception cref="TemplateException">A page template names something that pages do not have.</exception>
    public static ImmutableArray<Artifact> Emit(EmitContent content, EmitOptions options, PageTemplates templates)
    {
        var units = EmitUnits.Create(content, options);
        // What is for Defender's advanced hunting is documented, but no workspace could run it.
        var deployable = units.Where(u => u.Environment == QueryEnvironment.Sentinel).ToImmutableArray();
        var parameters = TemplateParameters.Of(deployable, options);
        var rules = units.OfType<RuleUnit>().Where(u => u.Resource.Kind == ContentKind.Rule).ToImmutableArray();
        IEnumerable<Artifact> all =
        [
            .. ArmEmitter.Emit(deployable, parameters, options), .. BicepEmitter.Emit(deployable, parameters, options), .. ParameterFiles.Emit(deployable, parameters), .. SigmaEmitter.Emit(rules, options),
            .. PageEmitter.Emit(units, templates, options),
        ];
        ImmutableArray<Artifact> artifacts = [.. all.OrderBy(a => a.Path, StringComparer.Ordinal)];
        return [.. artifacts, Manifest.Create(artifacts, deployable, options)];
    }

    /// <summary>The same for rules alone.</summary>
    /// <exception cref="TemplateException">A page template names something that pages do not have.</exception>
    public static ImmutableArray<Artifact> Emit(IReadOnlyList<EmitRule> rules, EmitOptions options, PageTemplates templates) => Emit(new EmitContent([.. rules]), options, templates);
}
