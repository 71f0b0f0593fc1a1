using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Tuning;

/// <summary>A parameter's let holds what the parameter says it holds, so that a workspace can put another value in its place.</summary>
internal sealed class ParameterTypes : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoSuchType = new("CG4008", Severity.Error, "Unknown type of a parameter", "'{0}' is no type; write one of {1}, or 'list of' one{2}");

    public static readonly DiagnosticDescriptor OtherType = new("CG4009", Severity.Error, "Parameter of another type", "the parameter '{0}' is declared as {1}, but its let holds {2}");

    private static readonly string[] Types = ["string", "long", "int", "real", "decimal", "bool", "datetime", "timespan", "guid", "dynamic"];

    public void Check(RuleContext context)
    {
        foreach (var parameter in context.Rule.Parameters)
        {
            if (parameter.Type is not { } type)
            {
                continue;
            }

            var isList = type.Value.StartsWith("list of ", StringComparison.Ordinal);
            var item = isList ? type.Value["list of ".Length..].Trim() : type.Value.Trim();
            if (!Types.Contains(item))
            {
                context.Report(NoSuchType, type.Span, type.Value, string.Join(", ", Types), NearestName.Hint(item, Types));
            }
            else if (Value(context, parameter) is { } value && Holds(value, isList) is { } held && !Fits(held, item, isList))
            {
                context.Report(OtherType, type.Span, parameter.Name.Value, type.Value, held.Text);
            }
        }
    }

    private static BoundNode? Value(RuleContext context, TuningParameter parameter) =>
        context.Query?.Tree?.Root.Children.FirstOrDefault(n => n.Kind == "LetStatement" && n.Child("Name")?.Name == parameter.Name.Value)?.Child("Expression");

    // What the let holds: the types of the items for a list that is written out, else the type alone. Null when that is not known.
    private static (string Text, IReadOnlyList<string> Items, bool IsList)? Holds(BoundNode value, bool asList)
    {
        if (value.Type is { IsTable: true })
        {
            return ("a table", [], false);
        }

        if (value.Kind == "FunctionDeclaration")
        {
            return ("a function", [], false);
        }

        if (value is { Kind: "DynamicExpression" } && value.Child("Expression") is { } literal)
        {
            if (literal.Kind == "JsonArrayExpression")
            {
                var items = literal.ChildrenOf("Values").Select(v => v.Type?.Name ?? "dynamic").Distinct().ToList();
                return (items.Count == 0 ? "an empty list" : $"a list of {string.Join(" and ", items)}", items, true);
            }

            return asList ? ("a dynamic value that is no list", [], false) : null;
        }

        return value.Type is { Kind: "scalar", Name: not ("dynamic" or "unknown" or "error") } type ? ($"a {type.Name}", [type.Name], false) : null;
    }

    private static bool Fits((string Text, IReadOnlyList<string> Items, bool IsList) held, string item, bool isList) =>
        held.IsList == isList ? (held.IsList || held.Items.Count > 0) && held.Items.All(i => Same(i, item)) : held.IsList && item == "dynamic";

    // In JSON there is one kind of whole number, and dates, timespans and guids are texts.
    private static bool Same(string held, string declared) => held == declared || declared == "dynamic" || held == "dynamic"
        || (held is "int" or "long" && declared is "int" or "long" or "real" or "decimal") || (held is "real" or "decimal" && declared is "real" or "decimal")
        || (held == "string" && declared is "datetime" or "timespan" or "guid");
}
