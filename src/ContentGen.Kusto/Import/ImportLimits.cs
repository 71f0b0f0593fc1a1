namespace ContentGen.Kusto.Import;

/// <summary>What an imported schema may be. Log Analytics itself takes 500 columns in a custom table, Kusto 1,024 characters in a name.</summary>
public static class ImportLimits
{
    /// <summary>Bytes of a file. The tables API's answer for a workspace of 800 tables has 8 MB.</summary>
    public const int FileBytes = 32 * 1024 * 1024;

    public const int Tables = 10_000;

    /// <summary>Of one table.</summary>
    public const int Columns = 10_000;

    /// <summary>Characters of a table's or column's name.</summary>
    public const int NameLength = 1_024;
}
