using System.Collections.Immutable;

namespace ContentGen.Kusto.Catalog;

/// <summary>Names as KQL writes them.</summary>
public static class KqlNames
{
    /// <summary>The name itself, or <c>['odd name']</c> when it is no plain identifier.</summary>
    public static string Quote(string name) =>
        IsPlain(name) ? name : "['" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "']";

    public static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsNamePart);

    public static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    internal static string Columns(ImmutableArray<ColumnSchema> columns) =>
        string.Join(',', columns.Select(c => Quote(c.Name) + ":" + c.Type));
}
