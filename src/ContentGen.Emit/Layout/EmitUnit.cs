using ContentGen.Core.Content;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Layout;

/// <summary>A rule on its way to the printers.</summary>
/// <param name="Source">The rule as handed in.</param>
/// <param name="Path">The path of its artifacts, less folder of the kind and extension; no other rule of the run has it.</param>
/// <param name="Resource">What the printers print.</param>
/// <param name="Origin">What the manifest says of it.</param>
internal sealed record EmitUnit(EmitRule Source, string Path, AlertRuleResource Resource, ArtifactOrigin Origin)
{
    public Rule Rule => Source.Compiled.Rule;
}
