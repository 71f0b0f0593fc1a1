using System.Security.Cryptography;
using System.Text;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Content;

/// <summary>A name for everything that the findings in a rule depend on, but the rule's own file.</summary>
internal static class ContentFingerprint
{
    /// <summary>What a project has beside rules that may change what is found in them.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["schemas", "functions", "watchlists", AttackFolder.Name];

    /// <param name="root">The project; null when there is none.</param>
    /// <param name="options">How the rules are compiled.</param>
    /// <param name="engine">The version of the language host.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(ContentRoot? root, CompilerOptions options, string engine)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (Type[])[typeof(SourceText), typeof(SchemaCatalog), typeof(RuleCompiler), typeof(ContentFingerprint)])
        {
            // The id changes with every change of the assembly's code or data.
            Add(part.Module.ModuleVersionId.ToString());
        }

        Add(engine);
        Add(options.ToString());
        Add(Directory.GetCurrentDirectory());
        if (root is not null)
        {
            Add(root.Path);
            var files = Folders.Select(f => Path.Combine(root.Path, f)).SelectMany(FolderWalk.Entries);
            foreach (var file in files.Append(Path.Combine(root.Path, "contentgen.yaml")).Where(File.Exists).Order(StringComparer.Ordinal))
            {
                Add(file);
                hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
