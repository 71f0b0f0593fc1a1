using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Emit.Layout;

namespace ContentGen.Emit.Locking;

/// <summary>content.lock.json: the rules of the last release by id, and those that were given up, whose ids are never used again.</summary>
public sealed record ContentLock(ImmutableSortedDictionary<string, LockedRule> Rules, ImmutableSortedDictionary<string, LockedRule> Retired)
{
    public static readonly DiagnosticDescriptor Unreadable = new("CG2506", Severity.Error, "Lock that cannot be read", "this is no lock: {0}; restore the file from git, or delete it to start anew");

    public static ContentLock Empty { get; } = new(ImmutableSortedDictionary.Create<string, LockedRule>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, LockedRule>(StringComparer.Ordinal));

    /// <summary>The lock of a file; null, with a finding, when it holds none.</summary>
    public static ContentLock? Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        try
        {
            using var json = JsonDocument.Parse(source.Text, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.GetProperty("lock").GetInt32() == 1)
            {
                return new ContentLock(Section(json.RootElement, "rules"), Section(json.RootElement, "retired"));
            }

            Report("it is of another version of contentgen");
        }
        catch (JsonException e)
        {
            Report($"line {(e.LineNumber ?? 0) + 1} is not JSON");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            Report("an entry lacks a value or has one of another kind");
        }

        return null;

        void Report(string why) => diagnostics.Add(new Diagnostic(Unreadable.Code, Unreadable.Severity, Unreadable.Format(why), source, default));
    }

    /// <summary>UTF-8, in the order of ids: a rule that changes changes its own lines only.</summary>
    public ReadOnlyMemory<byte> Print() => ArtifactJson.Print(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("lock", 1);
        Print(writer, "rules", Rules);
        Print(writer, "retired", Retired);
        writer.WriteEndObject();
    });

    private static void Print(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, LockedRule> rules)
    {
        writer.WriteStartObject(name);
        foreach (var (id, rule) in rules)
        {
            writer.WriteStartObject(id);
            writer.WriteString("name", rule.Name);
            writer.WriteString("version", rule.Version);
            writer.WriteString("sha256", rule.Sha256);
            writer.WriteStartObject("parts");
            foreach (var (part, hash) in rule.Parts)
            {
                writer.WriteString(part, hash);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static ImmutableSortedDictionary<string, LockedRule> Section(JsonElement root, string name) => root.GetProperty(name).EnumerateObject().ToImmutableSortedDictionary(
        p => p.Name,
        p => new LockedRule(
            p.Name, Text(p.Value, "name"), Text(p.Value, "version"), Text(p.Value, "sha256"),
            p.Value.GetProperty("parts").EnumerateObject().ToImmutableSortedDictionary(h => h.Name, h => h.Value.GetString() ?? "", StringComparer.Ordinal)),
        StringComparer.Ordinal);

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? "";
}
