using ContentGen.Core.Content;
using ContentGen.Emit.Model;
using ContentGen.Emit.Parameters;

namespace ContentGen.Emit.Layout;

/// <summary>A piece of content on its way to the printers.</summary>
/// <param name="Path">The path of its artifacts, less folder of the kind of artifact and extension; nothing else of the run has it.</param>
/// <param name="Resource">What the printers print.</param>
/// <param name="Origin">What the manifest says of it.</param>
internal abstract record EmitUnit(string Path, ContentResource Resource, ArtifactOrigin Origin)
{
    public abstract QueryEnvironment Environment { get; }

    /// <summary>An artifact of this piece alone; of a rule that was printed before, without parameters of its own, that one.</summary>
    public Artifact Print(string path, TemplateParameters parameters, EmitOptions options, Func<ReadOnlyMemory<byte>> print)
    {
        return this is RuleUnit rule && parameters.NamesOf(Resource).IsEmpty ? options.Once(rule.Source.Compiled, $"{Resource.ApiVersion} {path}", Make) : Make();

        Artifact Make() => new(path, print(), [Origin]);
    }
}
