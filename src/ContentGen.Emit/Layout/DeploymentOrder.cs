using ContentGen.Emit.Model;

namespace ContentGen.Emit.Layout;

/// <summary>Puts what is used before what uses it.</summary>
internal static class DeploymentOrder
{
    /// <summary>
    /// By kind, name and file, but behind everything that it depends on. Dependencies on what is not among the units (functions of the
    /// service, content that has errors) are taken out of the resources.
    /// </summary>
    /// <exception cref="InvalidOperationException">They depend on each other in a circle. Functions that do have errors, which nobody hands in.</exception>
    public static IReadOnlyList<EmitUnit> Sort(IEnumerable<EmitUnit> units)
    {
        var ordered = units.OrderBy(u => u.Resource.Key, ResourceKey.Order).ThenBy(u => u.Origin.File, StringComparer.Ordinal).ToList();
        var byKey = ordered.ToLookup(u => u.Resource.Key);
        var sorted = new List<EmitUnit>(ordered.Count);
        var isDone = new Dictionary<EmitUnit, bool>(ReferenceEqualityComparer.Instance as IEqualityComparer<EmitUnit>);
        ordered.ForEach(Visit);
        return sorted;

        void Visit(EmitUnit unit)
        {
            if (isDone.TryGetValue(unit, out var done))
            {
                if (!done)
                {
                    throw new InvalidOperationException($"{unit.Resource.Kind} {unit.Resource.Name} depends on itself");
                }

                return;
            }

            isDone[unit] = false;
            var there = unit.Resource.DependsOn.Where(byKey.Contains).Distinct().Order(ResourceKey.Order).ToList();
            foreach (var used in there.SelectMany(k => byKey[k]))
            {
                Visit(used);
            }

            isDone[unit] = true;
            sorted.Add(unit with { Resource = unit.Resource with { DependsOn = [.. there] } });
        }
    }
}
