using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Cli.Running;

/// <summary>What other rules of a project, and its own suppressions, ask of a rule, as bytes of the findings file.</summary>
internal static class SharedRule
{
    public static void Write(BinaryWriter writer, Rule rule)
    {
        Write(writer, rule.Yaml.Span);
        Write(writer, rule.Id);
        Write(writer, rule.Name);
        writer.Write((byte)rule.Kind);
        writer.Write((byte)rule.Environment);
        Write(writer, rule.Related);
        Write(writer, rule.Supersedes);
        Write(writer, rule.Deprecated?.ReplacedBy);
        writer.Write7BitEncodedInt(rule.Suppressions.Length);
        foreach (var suppression in rule.Suppressions)
        {
            Write(writer, suppression.Code);
            Write(writer, suppression.Reason);
            Write(writer, suppression.Span);
        }
    }

    public static Rule Read(BinaryReader reader, SourceText source)
    {
        var rule = new Rule
        {
            Source = source,
            Yaml = new YamlMapping(ReadSpan(reader), []),
            Id = ReadText(reader),
            Name = ReadText(reader),
            Kind = (RuleKind)reader.ReadByte(),
            Environment = (QueryEnvironment)reader.ReadByte(),
            Related = ReadTexts(reader),
            Supersedes = ReadTexts(reader),
            Deprecated = ReadText(reader) is { } replacedBy ? new Deprecation(null, null, replacedBy, default) : null,
        };
        var suppressions = ImmutableArray.CreateBuilder<Suppression>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            suppressions.Add(new Suppression(ReadText(reader)!, ReadText(reader)!, ReadSpan(reader)));
        }

        return rule with { Suppressions = suppressions.ToImmutable() };
    }

    private static void Write(BinaryWriter writer, Located<string>? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text.Value);
            Write(writer, text.Span);
        }
    }

    private static Located<string>? ReadText(BinaryReader reader) => reader.ReadBoolean() ? new Located<string>(reader.ReadString(), ReadSpan(reader)) : null;

    private static void Write(BinaryWriter writer, ImmutableArray<Located<string>> texts)
    {
        writer.Write7BitEncodedInt(texts.Length);
        foreach (var text in texts)
        {
            Write(writer, text);
        }
    }

    private static ImmutableArray<Located<string>> ReadTexts(BinaryReader reader)
    {
        var texts = ImmutableArray.CreateBuilder<Located<string>>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            texts.Add(ReadText(reader)!);
        }

        return texts.ToImmutable();
    }

    internal static void Write(BinaryWriter writer, TextSpan span)
    {
        writer.Write7BitEncodedInt(span.Start);
        writer.Write7BitEncodedInt(span.Length);
    }

    internal static TextSpan ReadSpan(BinaryReader reader) => new(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
}
