using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Drifting;

/// <summary>
/// Edits made in a workspace, written back into the rule's file: only the values that changed, in the style in which they are written;
/// comments and order stay. What has no simple place in the file is named for a person to do.
/// </summary>
/// <param name="Text">The new text of the file; null when nothing of it changes.</param>
/// <param name="Absorbed">Paths of the properties that were written.</param>
/// <param name="ByHand">Paths of those that were not.</param>
public sealed record Absorption(string? Text, ImmutableArray<string> Absorbed, ImmutableArray<string> ByHand)
{
    /// <param name="rule">The rule as its file has it.</param>
    /// <param name="changes">From the content to the workspace.</param>
    public static Absorption Of(Rule rule, IEnumerable<PropertyChange> changes)
    {
        var text = rule.Source.Text;
        var (absorbed, byHand) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var change in changes)
        {
            // Each edit on the text with the ones before it: a file takes few, and every one is read back before it counts.
            if (Read(rule.Source.Path, text) is { } file && Edit(file, change) is { } edited && Holds(rule.Source.Path, edited, change))
            {
                text = edited;
                absorbed.Add(change.Path);
            }
            else
            {
                byHand.Add(change.Path);
            }
        }

        return new Absorption(absorbed.Count == 0 ? null : text, absorbed.ToImmutable(), byHand.ToImmutable());
    }

    private static string? Edit((SourceText Source, YamlMapping Root) file, PropertyChange change)
    {
        if (RuleKey.Of(change.Path) is not { } key || change.To is null)
        {
            return null;
        }

        var entry = file.Root.Find(key.Name) ?? (key.Alias is { } alias ? file.Root.Find(alias) : null);
        if (entry is null)
        {
            return key.Write(change.To, "") is { } value && !value.Contains('\n', StringComparison.Ordinal) && IsBlock(file) ? Append(file.Source.Text, $"{key.Name}: {value}") : null;
        }

        return entry.Value is YamlScalar scalar && key.Write(change.To, scalar.Value) is { } written && scalar.Replace(written) is { } edit
            ? TextEdits.TryApply(file.Source.Text, [edit])
            : null;
    }

    private static bool Holds(string path, string text, PropertyChange change)
    {
        var key = RuleKey.Of(change.Path)!;
        return Read(path, text) is { } file
            && (file.Root.Find(key.Name) ?? (key.Alias is { } alias ? file.Root.Find(alias) : null))?.Value is YamlScalar scalar
            && scalar.Value.Trim() == key.Write(change.To!, scalar.Value)?.Trim();
    }

    private static (SourceText Source, YamlMapping Root)? Read(string path, string text)
    {
        var source = new SourceText(path, text);
        var diagnostics = new DiagnosticBag(source);
        return YamlReader.Read(source, diagnostics) is { } root && !diagnostics.HasReadingErrors ? (source, root) : null;
    }

    private static bool IsBlock((SourceText Source, YamlMapping Root) file) =>
        !file.Root.Entries.IsEmpty && file.Source.PositionOf(file.Root.Entries[0].Key.Span.Start).Column == 1 && file.Source.Text[file.Root.Span.Start] != '{';

    private static string Append(string text, string line)
    {
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return text.EndsWith('\n') ? text + line + end : text + end + line + end;
    }
}
