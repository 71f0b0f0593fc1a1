using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Functions;

/// <summary>Functions that reach themselves through their calls: one finding for each circle, at the call that its first function makes.</summary>
internal static class FunctionCycles
{
    public static IEnumerable<(string Function, Diagnostic Finding)> Find(IEnumerable<CompiledFunction> functions)
    {
        var byName = functions.ToDictionary(f => f.Function.Name, StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in byName.Keys.Order(StringComparer.Ordinal))
        {
            if (!known.Contains(name) && PathBack(name, byName) is { } path)
            {
                known.UnionWith(path);
                var first = byName[name];
                var call = first.Calls.First(c => c.Name == path[0]);
                var bag = new DiagnosticBag(first.Function.Place!.Source);
                bag.Add(FunctionDescriptors.Cycle, call.Span, name, string.Join(" -> ", path.Prepend(name)));
                yield return (name, bag.Items[0]);
            }
        }
    }

    // The shortest way from a function to itself, breadth first.
    private static List<string>? PathBack(string start, Dictionary<string, CompiledFunction> functions)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var name))
        {
            foreach (var called in functions[name].Calls.Select(c => c.Name).Where(functions.ContainsKey))
            {
                if (called == start)
                {
                    var path = new List<string> { start };
                    for (var step = name; step != start; step = before[step])
                    {
                        path.Insert(0, step);
                    }

                    return path;
                }

                if (before.TryAdd(called, name))
                {
                    open.Enqueue(called);
                }
            }
        }

        return null;
    }
}
