using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>
/// Reads a file whose YAML is broken: each top-level key by itself, so that one unquoted colon in a name does not hide everything
/// else that is to be said about the rule. A key whose value cannot be read is kept with a <see cref="YamlBroken"/> value.
/// </summary>
internal static partial class YamlRecovery
{
    public static YamlMapping? Read(SourceText source, YamlSyntaxError error, DiagnosticBag diagnostics)
    {
        var keys = TopLevelKey().Matches(source.Text);
        var reported = diagnostics.Items.Any(d => d.Severity == Severity.Error);
        var broken = false;
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        for (var i = 0; i < keys.Count; i++)
        {
            var section = TextSpan.FromBounds(keys[i].Index, i + 1 < keys.Count ? keys[i + 1].Index : source.Text.Length);
            var inner = new DiagnosticBag(source);
            var read = YamlSection.Read(source, section, inner);
            if (read is { Root: YamlMapping mapping, Error: null })
            {
                Take(mapping.Entries);
                foreach (var diagnostic in inner.Items.Where(d => !diagnostics.Items.Any(o => o.Span == d.Span && o.Code == d.Code)))
                {
                    diagnostics.Add(diagnostic);
                }

                continue;
            }

            if (read.Error is { } sectionError)
            {
                broken = true;
                Report(source, section, sectionError, diagnostics);
            }

            var key = keys[i].Groups["key"];
            var name = new YamlScalar(source, new TextSpan(key.Index, key.Length), key.Value, YamlScalarStyle.Plain);
            Take([new YamlEntry(name, OneLine(source, TextSpan.FromBounds(keys[i].Index + keys[i].Length, section.End)) ?? (YamlNode)new YamlBroken(section))]);
        }

        if (!broken && !reported)
        {
            Report(source, TextSpan.FromBounds(0, source.Text.Length), error, diagnostics);
        }

        return entries.Count == 0 ? null : new YamlMapping(TextSpan.FromBounds(0, source.Text.Length), entries.ToImmutable());

        void Take(ImmutableArray<YamlEntry> found)
        {
            foreach (var entry in found)
            {
                if (entries.FirstOrDefault(e => e.Key.Value == entry.Key.Value) is { } first)
                {
                    diagnostics.Add(YamlDescriptors.DuplicateKey, entry.Key.Span, entry.Key.Value, source.PositionOf(first.Key.Span.Start).Line);
                }
                else
                {
                    entries.Add(entry);
                }
            }
        }
    }

    // `name: a: b` was meant as a text; the rule's other findings then speak of it by its name.
    private static YamlScalar? OneLine(SourceText source, TextSpan value)
    {
        var text = source.Text.AsSpan(value.Start, value.Length).TrimEnd();
        var blanks = text.Length - text.TrimStart().Length;
        return text.Length == blanks || text.ContainsAny('\r', '\n') || text[blanks] is '\'' or '"' or '[' or '{' or '|' or '>' or '&' or '*' or '!'
            ? null
            : new YamlScalar(source, new TextSpan(value.Start + blanks, text.Length - blanks), text[blanks..].ToString(), YamlScalarStyle.Plain);
    }

    private static void Report(SourceText source, TextSpan section, YamlSyntaxError error, DiagnosticBag diagnostics)
    {
        // The parser names no place for a tab that indents: find it.
        for (var line = source.PositionOf(section.Start).Line; line <= source.PositionOf(section.End).Line; line++)
        {
            var start = source.StartOfLine(line);
            var text = source.Text.AsSpan(start, source.EndOfLine(line) - start);
            var indent = text.Length - text.TrimStart(" \t").Length;
            if (start < section.End && text[..indent].IndexOf('\t') is >= 0 and var tab && MayBe(error, source, line, blank: indent == text.Length))
            {
                diagnostics.Add(YamlDescriptors.TabIndent, new TextSpan(start + tab, 1));
                return;
            }
        }

        diagnostics.Add(YamlDescriptors.Syntax, error.Span, error.Message);
    }

    // The parser speaks of the tab, or names no place, or one beside it; a blank line is only suspected when it speaks of tabs.
    private static bool MayBe(YamlSyntaxError error, SourceText source, int line, bool blank) =>
        error.Message.Contains("tab", StringComparison.OrdinalIgnoreCase)
        || (!blank && (!error.HasPlace || Math.Abs(source.PositionOf(error.Span.Start).Line - line) <= 1));

    [GeneratedRegex(@"(?<=\A|\n|\r)(?<quote>['""]?)(?<key>[A-Za-z_][A-Za-z0-9_-]*)\k<quote>[ ]*:(?=[ \t\r\n]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex TopLevelKey();
}
