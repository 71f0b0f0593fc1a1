namespace ContentGen.Emulator;

/// <summary>How true a read is.</summary>
internal enum Reading
{
    Fresh,

    /// <summary>As if the last write had not been.</summary>
    Stale,

    /// <summary>The next page is this one again.</summary>
    PageAgain,
}
