using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Rows whose columns only the run knows, as the columns that the author declared for them.</summary>
internal static class DeclaredColumns
{
    public static IEnumerable<Value[]> Of(RowSource rows, Shape declared, Run run)
    {
        var cells = declared.Columns.Select(c => rows.Shape.IndexOf(c.Name) + 1).ToArray();
        foreach (var row in rows.Rows(run))
        {
            run.CountRow();
            var shown = new Value[declared.Width];
            shown[0] = row[0];
            for (var i = 0; i < cells.Length; i++)
            {
                shown[i + 1] = cells[i] == 0 ? Value.Null : Casts.To(row[cells[i]], declared.Columns[i].Type);
            }

            yield return shown;
        }
    }
}
