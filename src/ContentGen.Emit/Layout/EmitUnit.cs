using ContentGen.Core.Content;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Layout;

/// <summary>A piece of content on its way to the printers.</summary>
/// <param name="Path">The path of its artifacts, less folder of the kind of artifact and extension; nothing else of the run has it.</param>
/// <param name="Resource">What the printers print.</param>
/// <param name="Origin">What the manifest says of it.</param>
internal abstract record EmitUnit(string Path, ContentResource Resource, ArtifactOrigin Origin)
{
    public abstract QueryEnvironment Environment { get; }
}
