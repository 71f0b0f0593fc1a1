using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly Dictionary<string, byte[]> _known;
    private readonly ConcurrentDictionary<string, byte[]> _used = new(StringComparer.Ordinal);
    private bool _changed;

    private FindingsFile(string path, string name, Dictionary<string, byte[]> known) => (_path, _name, _known) = (path, name, known);

    /// <param name="folder">Where such files are.</param>
    /// <param name="name">A hash, in hexadecimal digits.</param>
    public static FindingsFile Open(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > HashBytes and <= MaxBytes })
            {
                using var stream = File.OpenRead(path);
                return new FindingsFile(path, name, IsWhole(stream, name) ? Entries(stream) : []);
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

    /// <summary>When a file in the folder was last of use; null when there is none.</summary>
    public static DateTime? LastUse(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Max(f => (DateTime?)f.LastWriteTimeUtc) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the file when something is new. What goes wrong costs the next run time, nothing else.</summary>
    public void Save()
    {
        try
        {
            if (!_changed)
            {
                // It was of use: others go first.
                File.SetLastWriteTimeUtc(_path, DateTime.UtcNow);
                return;
            }

            var folder = Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
            try
            {
                Write(temporary);
                File.Move(temporary, _path, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }

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

    private void Write(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        file.Write(new byte[HashBytes]);
        var kept = _used.Concat(_known.Where(e => !_used.ContainsKey(e.Key)).OrderBy(e => e.Key, StringComparer.Ordinal)).Take(MaxRules).ToList();
        using var writer = new BinaryWriter(file);
        writer.Write(kept.Count);
        foreach (var (key, entry) in kept)
        {
            writer.Write(key);
            writer.Write(entry.Length);
            writer.Write(entry);
        }

        writer.Flush();
        file.Position = HashBytes;
        var seal = Seal(_name, file);
        file.Position = 0;
        file.Write(seal);
    }

    private static byte[] Seal(string name, Stream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        var buffer = new byte[1 << 16];
        for (int count; (count = content.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer.AsSpan(0, count));
        }

        return hash.GetHashAndReset();
    }

    // Read twice from one handle, and not as one piece: a block of megabytes costs a collection of all that was read so far.
    private static bool IsWhole(FileStream file, string name)
    {
        var seal = new byte[HashBytes];
        file.ReadExactly(seal);
        return Seal(name, file).AsSpan().SequenceEqual(seal);
    }

    // The place of a file is part of what is found in it: checks look at its name and folder.
    private static string KeyOf(SourceText source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(source.Path.AsSpan()));
        hash.AppendData(source.HasByteOrderMark ? "\n+"u8 : "\n-"u8);
        hash.AppendData(MemoryMarshal.AsBytes(source.Text.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Dictionary<string, byte[]> Entries(FileStream file)
    {
        file.Position = HashBytes;
        using var reader = new BinaryReader(file);
        var count = reader.ReadInt32();
        var entries = new Dictionary<string, byte[]>(count, StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            entries[reader.ReadString()] = reader.ReadBytes(reader.ReadInt32());
        }

        return entries;
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
            SharedRule.Write(writer, found.Span);
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
                    SharedRule.Write(writer, edit.Span);
                    writer.Write(edit.NewText);
                }
            }
        }

        SharedRule.Write(writer, kept.Rule);
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
            var (code, severity, message, span, rule) = (reader.ReadString(), (Severity)reader.ReadByte(), reader.ReadString(), SharedRule.ReadSpan(reader), reader.ReadString());
            var fixes = ImmutableArray.CreateBuilder<CodeFix>();
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                var (title, isSuggestion, dropsMark) = (reader.ReadString(), reader.ReadBoolean(), reader.ReadBoolean());
                var edits = ImmutableArray.CreateBuilder<TextEdit>();
                for (var more = reader.Read7BitEncodedInt(); more > 0; more--)
                {
                    edits.Add(new TextEdit(SharedRule.ReadSpan(reader), reader.ReadString()));
                }

                fixes.Add(new CodeFix(title, edits.ToImmutable(), isSuggestion) { DropsByteOrderMark = dropsMark });
            }

            findings.Add(new Diagnostic(code, severity, message, source, span, rule.Length == 0 ? null : rule) { Fixes = fixes.ToImmutable() });
        }

        return new KeptFindings(findings.ToImmutable(), uses, SharedRule.Read(reader, source));
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
}
