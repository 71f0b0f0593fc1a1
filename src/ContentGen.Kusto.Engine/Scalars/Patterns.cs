using System.Text.RegularExpressions;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.RegularExpressions;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>The regular expressions that functions get as arguments.</summary>
internal static class Patterns
{
    /// <summary>An argument as a regex: known before the run when it is constant, else kept by its text.</summary>
    /// <param name="call">The call.</param>
    /// <param name="i">The argument.</param>
    /// <param name="around">Text put around the argument's, for trim().</param>
    public static Func<Frame, Regex> Of(FunctionCall call, int i, Func<string, string>? around = null)
    {
        if (call[i].IsConstant)
        {
            var known = Constant(call, i, around);
            return _ => known;
        }

        var text = call.Text(i);
        return f =>
        {
            var pattern = text(f);
            var (regex, wrong) = KustoRegex.Translate(around is null ? pattern : around(pattern));
            return regex ?? throw new RunStopped($"the regular expression '{KustoRegex.Shortened(pattern)}': {wrong}");
        };
    }

    public static Regex Constant(FunctionCall call, int i, Func<string, string>? around = null)
    {
        var pattern = call.ConstantText(i);
        var (regex, wrong) = KustoRegex.Translate(around is null ? pattern : around(pattern));
        return regex ?? throw call.Refuse($"the regular expression '{KustoRegex.Shortened(pattern)}': {wrong}");
    }
}
