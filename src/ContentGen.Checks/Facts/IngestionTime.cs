using System.Collections.Immutable;

namespace ContentGen.Checks.Facts;

/// <summary>Under which names a row carries the time of its ingestion: <c>extend Arrived = ingestion_time()</c>.</summary>
internal static class IngestionTime
{
    public static ImmutableHashSet<string> After(FlowStep step, ImmutableHashSet<string> names)
    {
        var op = step.Operator;
        if (op.Kind is not ("ExtendOperator" or "ProjectOperator"))
        {
            return op.Type is { IsTable: true } rows ? [.. names.Where(n => rows.Columns.Any(c => c.Name == n))] : names.Clear();
        }

        var after = op.Kind == "ExtendOperator" ? names : names.Clear();
        foreach (var item in op.ChildrenOf("Expressions"))
        {
            if (item.Kind == "NameReference" && item.Name is { } kept && names.Contains(kept))
            {
                after = after.Add(kept);
            }
            else if (item.Kind == "SimpleNamedExpression" && item.Child("Name")?.Name is { } name)
            {
                var isIngestion = item.Child("Expression") switch
                {
                    { Kind: "FunctionCallExpression", Symbol.Name: "ingestion_time" } => true,
                    { Kind: "NameReference", Name: { } from } => names.Contains(from),
                    _ => false,
                };
                after = isIngestion ? after.Add(name) : after.Remove(name);
            }
        }

        return after;
    }
}
