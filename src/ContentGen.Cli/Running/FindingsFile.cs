using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Running;

/// <summary>
/// The findings of earlier runs in one file, whose name stands for everything that they depend on beside the rules' files: another
/// program, schema or setting looks for another file. A file that is not whole (its first 32 bytes are the SHA-256 of its name and the
/// rest) is as good as none. It is written under another name and then renamed; of two programs that do so at once, the last one wins.
/// </summary>
internal sealed class FindingsFile : IFindingsStore
{
    /// <summary>Rules in one file; those that a run did not ask for go first.</summary>
    public const int MaxRules = 20_000;

    /// <summary>Files beside one another: some projects, some versions of each.</summary>
    public const int MaxFiles = 16;

    private const int HashBytes = 32;
    private const int MaxBytes = 256 * 1024 * 1024;

    private readonly string _path;
    private readonly string _name;
    private readonly ImmutableDictionary<string, byte[]> _known;
    private readonly ConcurrentDictionary<string, byte[]> _used = new(StringComparer.Ordinal);
    private bool _changed;

    private FindingsFile(string path, string name, ImmutableDictionary<string, byte[]> known) => (_path, _name, _known) = (path, name, known);

    /// <param name="folder">Where such files are.</param>
    /// <param name="name">A hash, in hexadecimal digits.</param>
    public static FindingsFile Open(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            var bytes = File.Exists(path) && new FileInfo(path).Length <= MaxBytes ? File.ReadAllBytes(path) : [];
            if (bytes.Length > HashBytes && Seal(name, bytes.AsSpan(HashBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, HashBytes)))
            {
                return new FindingsFile(path, name, Entries(bytes));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As good as none.
        }

        return new FindingsFile(path, name, []);
    }

    public KeptFindings? Find(SourceText source)
    {
        var key = KeyOf(source);
        if (!_known.TryGetValue(key, out var entry))
        {
            return null;
        }

        _used[key] = entry;
        return Read(entry, source);
    }

    public void Keep(SourceText source, KeptFindings findings)
    {
        _used[KeyOf(source)] = Write(findings);
        _changed = true;
    }

    /// <summary>Writes the file when something is new. What goes wrong costs the next run time, nothing else.</summary>
    public void Save()
    {
        if (!_changed)
        {
            return;
        }

        var temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var content = Content();
            File.WriteAllBytes(temporary, [.. Seal(_name, content), .. content]);
            File.Move(temporary, _path, overwrite: true);
            foreach (var old in folder.EnumerateFiles().OrderByDescending(f => f.LastWriteTimeUtc).Skip(MaxFiles).ToList())
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing was promised.
        }
    }

    private static byte[] Seal(string name, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    // The place of a file is part of what is found in it: checks look at its name and folder.
    private static string KeyOf(SourceText source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Path + (source.HasByteOrderMark ? "\n\uFEFF" : "\n") + source.Text)));

    private static ImmutableDictionary<string, byte[]> Entries(byte[] bytes)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        using var reader = new BinaryReader(new MemoryStream(bytes, HashBytes, bytes.Length - HashBytes));
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            entries[reader.ReadString()] = reader.ReadBytes(reader.ReadInt32());
        }

        return entries.ToImmutable();
    }

    private byte[] Content()
    {
        var kept = _used.Concat(_known.Where(e => !_used.ContainsKey(e.Key)).OrderBy(e => e.Key, StringComparer.Ordinal)).Take(MaxRules).ToList();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(kept.Count);
        foreach (var (key, entry) in kept)
        {
            writer.Write(key);
            writer.Write(entry.Length);
            writer.Write(entry);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static byte[] Write(KeptFindings kept)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (var names in new[] { kept.Uses.Tables, kept.Uses.Functions, kept.Uses.Watchlists })
        {
            writer.Write7BitEncodedInt(names.Length);
            foreach (var name in names)
            {
                writer.Write(name);
            }
        }

        writer.Write7BitEncodedInt(kept.Diagnostics.Length);
        foreach (var found in kept.Diagnostics)
        {
            writer.Write(found.Code);
            writer.Write((byte)found.Severity);
            writer.Write(found.Message);
            Write(writer, found.Span);
            writer.Write(found.RuleId ?? "");
            writer.Write7BitEncodedInt(found.Fixes.Length);
            foreach (var fix in found.Fixes)
            {
                writer.Write(fix.Title);
                writer.Write(fix.IsSuggestion);
                writer.Write(fix.DropsByteOrderMark);
                writer.Write7BitEncodedInt(fix.Edits.Length);
                foreach (var edit in fix.Edits)
                {
                    Write(writer, edit.Span);
                    writer.Write(edit.NewText);
                }
            }
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static KeptFindings Read(byte[] entry, SourceText source)
    {
        using var reader = new BinaryReader(new MemoryStream(entry));
        var uses = new QueryUses(Names(reader), Names(reader), Names(reader));
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var (code, severity, message, span, rule) = (reader.ReadString(), (Severity)reader.ReadByte(), reader.ReadString(), ReadSpan(reader), reader.ReadString());
            var fixes = ImmutableArray.CreateBuilder<CodeFix>();
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                var (title, isSuggestion, dropsMark) = (reader.ReadString(), reader.ReadBoolean(), reader.ReadBoolean());
                var edits = ImmutableArray.CreateBuilder<TextEdit>();
                for (var more = reader.Read7BitEncodedInt(); more > 0; more--)
                {
                    edits.Add(new TextEdit(ReadSpan(reader), reader.ReadString()));
                }

                fixes.Add(new CodeFix(title, edits.ToImmutable(), isSuggestion) { DropsByteOrderMark = dropsMark });
            }

            findings.Add(new Diagnostic(code, severity, message, source, span, rule.Length == 0 ? null : rule) { Fixes = fixes.ToImmutable() });
        }

        return new KeptFindings(findings.ToImmutable(), uses);
    }

    private static ImmutableArray<string> Names(BinaryReader reader)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            names.Add(reader.ReadString());
        }

        return names.ToImmutable();
    }

    private static void Write(BinaryWriter writer, TextSpan span)
    {
        writer.Write7BitEncodedInt(span.Start);
        writer.Write7BitEncodedInt(span.Length);
    }

    private static TextSpan ReadSpan(BinaryReader reader) => new(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
}
