using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Cli.Running;

namespace ContentGen.Cli.Content;

/// <summary>--table-sizes: a table and its gigabytes a day on each line, apart by a tab, a comma or blanks; # starts a comment.</summary>
internal static class TableSizeFile
{
    private const int MaxBytes = 1_000_000;
    private static readonly char[] Separators = ['\t', ',', ';', ' '];

    /// <exception cref="UsageException">The file cannot be read, or a line is no table and number.</exception>
    public static ImmutableDictionary<string, double> Read(string? path)
    {
        if (path is null)
        {
            return ImmutableDictionary<string, double>.Empty;
        }

        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxBytes)
        {
            throw new UsageException($"--table-sizes: '{path}' {(file.Exists ? "is too large" : "does not exist")}");
        }

        var sizes = ImmutableDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.Split('#')[0].Trim();
            if (text.Length == 0)
            {
                continue;
            }

            if (text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var table, var size]
                || !double.TryParse(size, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gigabytes) || !double.IsFinite(gigabytes))
            {
                throw new UsageException($"--table-sizes: {path}({number}): a line has a table and its gigabytes a day, such as 'SecurityEvent 12.5'");
            }

            sizes[table] = gigabytes;
        }

        return sizes.ToImmutable();
    }
}
