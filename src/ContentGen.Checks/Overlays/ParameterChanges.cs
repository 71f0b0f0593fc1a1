using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Overlays;

/// <summary>A workspace's values for the parameters of a rule: each takes the place of the value that the parameter's <c>let</c> has.</summary>
internal static class ParameterChanges
{
    /// <param name="rule">The rule.</param>
    /// <param name="overlay">The workspace with its values.</param>
    /// <param name="found">Takes what is wrong with them.</param>
    public static List<OverlayChange> Make(CompiledRule rule, Overlay overlay, ICollection<Diagnostic> found) =>
        [.. (overlay.Override?.Parameters ?? []).Select(v => Make(rule, overlay.Workspace, v, found)).OfType<OverlayChange>()];

    private static OverlayChange? Make(CompiledRule rule, WorkspaceTarget workspace, ParameterValue value, ICollection<Diagnostic> found)
    {
        var declared = rule.Rule.Parameters.FirstOrDefault(p => p.Name.Value == value.Name.Value);
        if (declared is null)
        {
            found.Add(OverlayCompiler.Finding(
                workspace, OverlayDescriptors.UnknownParameter, value.Name.Span, value.Name.Value, NearestName.Hint(value.Name.Value, rule.Rule.Parameters.Select(p => p.Name.Value))));
            return null;
        }

        var let = rule.Query?.Tree?.Root.Children.FirstOrDefault(n => n.Kind == "LetStatement" && n.Child("Name")?.Name == value.Name.Value)?.Child("Expression");
        if (let is null)
        {
            found.Add(OverlayCompiler.Finding(workspace, OverlayDescriptors.WrongValue, value.Name.Span, value.Name.Value, "no let of the query"));
            return null;
        }

        if (ParameterLiteral.Write(value, declared.Type?.Value ?? TypeOf(let), out var fault) is { } literal)
        {
            return new OverlayChange(let.Span, literal, value.Span);
        }

        found.Add(OverlayCompiler.Finding(workspace, OverlayDescriptors.WrongValue, fault!.Value.Span, value.Name.Value, fault.Value.Why));
        return null;
    }

    // What a let without a declared type holds, as far as it is written out.
    private static string TypeOf(BoundNode let)
    {
        if (let.Kind == "DynamicExpression" && let.Child("Expression") is { Kind: "JsonArrayExpression" } list)
        {
            var types = list.ChildrenOf("Values").Select(v => v.Type?.Name).Distinct().ToList();
            return types is [{ } one] ? $"list of {one}" : "list of string";
        }

        return let.Type is { Kind: "scalar", Name: { } name } ? name : "no type";
    }
}
