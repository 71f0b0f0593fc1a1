using System.Collections.Immutable;

namespace ContentGen.Sigma.Mapping;

/// <summary>The rows of an embedded table; lines that start with # are about the table itself.</summary>
internal static class MappingTable
{
    public static ImmutableArray<string[]> Rows(string resource)
    {
        using var reader = new StreamReader(typeof(MappingTable).Assembly.GetManifestResourceStream(resource)!);
        var rows = ImmutableArray.CreateBuilder<string[]>();
        var isHead = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!isHead)
            {
                rows.Add(line.Split('\t'));
            }

            isHead = false;
        }

        return rows.ToImmutable();
    }
}
