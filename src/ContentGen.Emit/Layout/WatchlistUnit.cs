using ContentGen.Core.Content;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Layout;

/// <summary>A watchlist on its way to the printers.</summary>
internal sealed record WatchlistUnit(EmitWatchlist Source, string Path, ContentResource Resource, ArtifactOrigin Origin) : EmitUnit(Path, Resource, Origin)
{
    public override QueryEnvironment Environment => QueryEnvironment.Sentinel;
}
