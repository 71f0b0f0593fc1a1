namespace ContentGen.Emulator;

/// <summary>How an answer ends.</summary>
internal enum ResponseEnd
{
    Whole,

    /// <summary>The connection is closed before the answer.</summary>
    Reset,

    /// <summary>Half of the body, then the connection is closed.</summary>
    Truncated,

    /// <summary>No answer ever.</summary>
    Hang,
}
