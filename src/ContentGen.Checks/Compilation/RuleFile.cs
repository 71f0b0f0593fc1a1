using System.Collections.Immutable;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Compilation;

/// <summary>The file of a rule or a hunting query, read and bound: the rule, unless the file holds none, and what was found on the way.</summary>
public sealed record RuleFile(SourceText Source, Rule? Rule, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Where the file is below the content folder, with '/'; null for one that is not there.</summary>
    public string? PathInProject { get; init; }

    /// <summary>True when a hunting query was looked for in the file, not a rule.</summary>
    public bool IsHunting { get; init; }

    /// <summary>What an earlier run found in exactly this file; <see cref="Rule"/> then has only what other rules ask of it. Null: it was read.</summary>
    public KeptFindings? Known { get; init; }

    /// <summary>A file that need not be read, for a run that only reports.</summary>
    public static RuleFile Recalled(SourceText source, KeptFindings known) => new(source, known.Rule, []) { Known = known };

    public static RuleFile Read(SourceText source, bool isHunting = false)
    {
        var diagnostics = new DiagnosticBag(source);
        var root = YamlReader.Read(source, diagnostics);
        var rule = root is null ? null : isHunting ? RuleBinder.BindHunting(root, diagnostics) : RuleBinder.Bind(root, diagnostics);
        if (source.HasByteOrderMark)
        {
            diagnostics.AddFixable(BindingDescriptors.ByteOrderMark, default, new CodeFix("leave out the byte order mark", []) { DropsByteOrderMark = true });
        }

        return new RuleFile(source, rule, [.. diagnostics.Items]) { IsHunting = isHunting };
    }

    /// <summary>A file that could not be read at all.</summary>
    public static RuleFile Unreadable(Diagnostic diagnostic) => new(diagnostic.Source, null, [diagnostic]);
}
