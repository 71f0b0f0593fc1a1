using ContentGen.Core.Content;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Layout;

/// <summary>A rule or a hunting query on its way to the printers.</summary>
internal sealed record RuleUnit(EmitRule Source, string Path, ContentResource Resource, ArtifactOrigin Origin) : EmitUnit(Path, Resource, Origin)
{
    /// <summary>As it is built.</summary>
    public Rule Rule => Source.Compiled.Built;

    public override QueryEnvironment Environment => Rule.Environment;
}
