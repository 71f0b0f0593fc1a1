using System.Collections.Immutable;

namespace ContentGen.Core.Edits;

/// <summary>A way to mend a finding: all of its edits together or none.</summary>
/// <param name="Title">What it does, as an imperative: write 'CredentialAccess'.</param>
/// <param name="Edits">Changes of the finding's file that do not overlap.</param>
/// <param name="IsSuggestion">
/// False when the rule means the same afterwards, or exactly what the finding says it is read as. True when a person has to agree: such
/// fixes are offered, and applied only when asked for.
/// </param>
public sealed record CodeFix(string Title, ImmutableArray<TextEdit> Edits, bool IsSuggestion = false)
{
    /// <summary>True when the fix takes away the file's byte order mark, which is no part of its text.</summary>
    public bool DropsByteOrderMark { get; init; }

    /// <summary>A fix of one edit; null when the edit could not be expressed.</summary>
    public static CodeFix? Of(string title, TextEdit? edit, bool isSuggestion = false) => edit is null ? null : new CodeFix(title, [edit], isSuggestion);

    /// <summary>A fix of several edits; null when one of them could not be expressed.</summary>
    public static CodeFix? Of(string title, bool isSuggestion, params ReadOnlySpan<TextEdit?> edits)
    {
        var all = ImmutableArray.CreateBuilder<TextEdit>(edits.Length);
        foreach (var edit in edits)
        {
            if (edit is null)
            {
                return null;
            }

            all.Add(edit);
        }

        return new CodeFix(title, all.MoveToImmutable(), isSuggestion);
    }
}
