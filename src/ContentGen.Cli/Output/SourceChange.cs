using ContentGen.Core.Text;

namespace ContentGen.Cli.Output;

/// <summary>A content file that a verb wants to change.</summary>
internal sealed record SourceChange(string FullPath, SourceText Before, string After)
{
    /// <summary>True when a byte order mark goes, too; else it stays.</summary>
    public bool DropsByteOrderMark { get; init; }
}
