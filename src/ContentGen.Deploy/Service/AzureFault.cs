namespace ContentGen.Deploy.Service;

/// <summary>What a refusal of the service means to us.</summary>
public enum AzureFault
{
    /// <summary>Anything that has no case of its own.</summary>
    Other,

    /// <summary>401: the token is missing, wrong or has expired.</summary>
    Unauthorized,

    /// <summary>403: the identity lacks a permission.</summary>
    Forbidden,

    /// <summary>404: the resource, its workspace or its group is not there.</summary>
    NotFound,

    /// <summary>409 or 412: somebody wrote since the etag was read.</summary>
    Moved,

    /// <summary>400 or 409: the id belonged to a rule that was deleted within the last day or so.</summary>
    RecentlyDeleted,

    /// <summary>409 of another kind: try later.</summary>
    Conflict,

    /// <summary>400: the query reads a table that the workspace lacks.</summary>
    MissingTable,

    /// <summary>429 or 5xx after all retries.</summary>
    Unavailable,

    /// <summary>The connection failed after all retries; whether the request took effect is not known.</summary>
    Connection,
}
