using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The arguments of a plugin by its parameters: in their order, or by name.</summary>
internal static class PluginArguments
{
    /// <summary>An argument for each parameter; null for one that is not given.</summary>
    public static BoundNode?[] Of(BoundNode call, string[] parameters)
    {
        var found = new BoundNode?[parameters.Length];
        var next = 0;
        foreach (var argument in call.Child("ArgumentList")?.Children ?? [])
        {
            var name = argument.Kind == "SimpleNamedExpression" ? argument.Child("Name")?.Name : null;
            var place = name is null ? next++ : Array.FindIndex(parameters, p => string.Equals(p, name, StringComparison.OrdinalIgnoreCase));
            if (place < 0 || place >= found.Length)
            {
                throw QueryCompiler.Refuse($"an argument of '{call.Symbol?.Name}' that is not known", argument);
            }

            found[place] = name is null ? argument : argument.Child("Expression");
        }

        return found;
    }
}
