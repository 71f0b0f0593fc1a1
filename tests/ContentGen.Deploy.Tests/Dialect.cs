namespace ContentGen.Deploy.Tests;

/// <summary>Shapes of the same answer.</summary>
public enum Dialect
{
    /// <summary>Explicit nulls where a property is not set.</summary>
    Nulls,

    /// <summary>Properties and lists the other way round.</summary>
    Order,

    /// <summary>Words of enumerations and ids in lower case.</summary>
    Lower,

    /// <summary>Words of enumerations and names in capitals.</summary>
    Upper,

    /// <summary>Durations in seconds.</summary>
    Seconds,

    /// <summary>Durations as .NET prints them.</summary>
    Clock,

    /// <summary>Texts with the line ends of Windows.</summary>
    Lines,

    /// <summary>Properties that nobody knows.</summary>
    More,

    /// <summary>Resources with an id and no name.</summary>
    Nameless,

    /// <summary>Next pages without the host.</summary>
    Links,

    /// <summary>Next pages as a query of the same path.</summary>
    Queries,

    /// <summary>Writes are answered with 200 and nothing.</summary>
    Silent,
}
