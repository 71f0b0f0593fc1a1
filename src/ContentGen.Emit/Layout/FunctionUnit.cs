using ContentGen.Core.Content;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Layout;

/// <summary>A function on its way to the printers.</summary>
internal sealed record FunctionUnit(EmitFunction Source, string Path, ContentResource Resource, ArtifactOrigin Origin) : EmitUnit(Path, Resource, Origin)
{
    public override QueryEnvironment Environment => Source.Compiled.Environment;
}
