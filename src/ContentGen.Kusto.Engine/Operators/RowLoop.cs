using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Frames for the rows of an operator, one after the other; with all rows at hand where an expression looks at its neighbours.</summary>
internal static class RowLoop
{
    public static IEnumerable<Frame> Frames(Run run, RowSource input, WindowUse window)
    {
        if (!window.IsUsed)
        {
            var frame = new Frame(run);
            foreach (var row in input.Rows(run))
            {
                run.Tick();
                frame.Row = row;
                yield return frame;
            }

            yield break;
        }

        var rows = run.Keep(input.Rows(run));
        var serialized = new Frame(run) { Window = rows, State = [] };
        for (var i = 0; i < rows.Count; i++)
        {
            run.Tick();
            serialized.Place = i;
            serialized.Row = rows[i];
            yield return serialized;
        }
    }
}
