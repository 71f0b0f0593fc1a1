using System.Globalization;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Emit.Model;
using ContentGen.Sigma;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Emit.Portable;

/// <summary>A compiled rule as Sigma.</summary>
internal static class SigmaConversionOf
{
    /// <summary>Null when the rule has no query that was analysed, or lacks a name or an id.</summary>
    public static SigmaResult? Convert(CompiledRule compiled, EmitOptions options, string? created) =>
        options.Once(compiled, $"as sigma {created} {options.Attack.Version.ToString(CultureInfo.InvariantCulture)}", () => Convert(compiled, options.Sigma, options.Attack, created));

    /// <summary>The same with the exclusions of its workspace as filters beside it, not as parts of the rule.</summary>
    public static SigmaResult? Convert(EmitRule rule, EmitOptions options) =>
        rule.Exclusions.IsEmpty && rule.Created is null
            ? Convert(rule.Compiled, options, null)
            : Convert(rule.Compiled, options.Sigma with { Exclusions = [.. rule.Exclusions.Select((e, i) => Exclusion(rule.Compiled.Rule, e.Span, e.Exclusion, i + 1))] }, options.Attack, rule.Created);

    private static SigmaResult? Convert(CompiledRule compiled, SigmaOptions options, AttackData attack, string? created) =>
        compiled is { BuiltQuery: { Tree: not null } query, Built: { Query: { } text, Id: not null, Name: not null } rule }
            ? SigmaConverter.Convert(query, text.Text, SigmaMetadataOf.Create(rule, created, attack), options)
            : null;

    private static SigmaExclusion Exclusion(Rule rule, TextSpan span, WorkspaceExclusion exclusion, int number)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"exclusion {number} of {rule.Name!.Value}");
        var owner = exclusion.Owner is { } by ? $" {by.Value} answers for it{(exclusion.Ticket is { } ticket ? $" ({ticket.Value})" : "")}{(exclusion.Expires is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end.Value:yyyy-MM-dd}") : "")}." : "";
        return new SigmaExclusion(
            span, string.Create(CultureInfo.InvariantCulture, $"{rule.Id!.Value}/filter-{number}"), WellFormedText.Of("Workspace " + of).ReplaceLineEndings(" "),
            WellFormedText.Of($"Leaves out what a workspace knows to be harmless: {exclusion.Reason?.Value ?? "no reason is given"}.{owner}").ReplaceLineEndings(" "));
    }
}
