namespace ContentGen.Cli.Reporting;

/// <summary>A number with its noun: 1 rule, 2 rules.</summary>
internal static class Counted
{
    public static string Of(int count, string noun, string? plural = null) => count == 1 ? $"1 {noun}" : $"{count} {plural ?? noun + "s"}";
}
