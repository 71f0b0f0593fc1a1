namespace ContentGen.Emulator;

/// <summary>What can go wrong with a request.</summary>
internal enum FaultKind
{
    Latency,

    /// <summary>429 with Retry-After.</summary>
    Throttle,

    /// <summary>429 without Retry-After.</summary>
    ThrottleSilently,

    /// <summary>409, the etag does not match.</summary>
    EtagConflict,

    /// <summary>409, another operation is in progress.</summary>
    Conflict,

    /// <summary>The id was recently deleted.</summary>
    RecentlyDeleted,

    BadRequest,

    Forbidden,

    NotFound,

    ServerError,

    Unavailable,

    /// <summary>401.</summary>
    ExpiredToken,

    /// <summary>The connection closes before the request has an effect.</summary>
    Reset,

    /// <summary>The request has its effect, then the connection closes.</summary>
    ResetAfter,

    /// <summary>The request has its effect, half of the answer comes.</summary>
    Truncate,

    /// <summary>A page of a list names itself as the next.</summary>
    DuplicatePage,

    /// <summary>A read answers as if the last write had not been.</summary>
    StaleRead,

    /// <summary>No answer ever, and no effect.</summary>
    Hang,

    /// <summary>No answer ever, but the effect.</summary>
    HangAfter,
}
