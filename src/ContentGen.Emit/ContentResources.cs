using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;

namespace ContentGen.Emit;

/// <summary>Content to the resources of a workspace.</summary>
public static class ContentResources
{
    /// <summary>
    /// All that a Sentinel workspace can hold of it, in the order of deployment: what is used comes before what uses it. What is for Defender's
    /// advanced hunting is left out: no workspace could run it.
    /// </summary>
    public static ImmutableArray<ContentResource> Create(EmitContent content, EmitOptions options) =>
        [.. EmitUnits.Create(content, options).Where(u => u.Environment == QueryEnvironment.Sentinel).Select(u => u.Resource)];
}
