using ContentGen.Core.Content;

namespace ContentGen.Emit;

/// <summary>A watchlist to be emitted.</summary>
/// <param name="Watchlist">The watchlist, free of errors.</param>
/// <param name="SourceFile">Its file as the manifest names it.</param>
/// <param name="SourceSha256">SHA-256 of the bytes of its file.</param>
public sealed record EmitWatchlist(Watchlist Watchlist, string SourceFile, string SourceSha256);
