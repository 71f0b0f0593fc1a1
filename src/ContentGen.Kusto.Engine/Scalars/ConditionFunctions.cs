using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>iff, case, coalesce, not, and the questions after null and emptiness.</summary>
internal static class ConditionFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("iff", call => Case(call));
        table.Alias("iif", "iff");
        table.Add("case", call => Case(call));
        table.Add("coalesce", Coalesce);
        table.Add("not", Not);
        table.Add("assert", Assert);
        table.Add("isnull", call => IsNull(call[0], answer: true));
        table.Add("isnotnull", call => IsNull(call[0], answer: false));
        table.Alias("notnull", "isnotnull");
        table.Add("isempty", call => IsEmpty(call, answer: true));
        table.Add("isnotempty", call => IsEmpty(call, answer: false));
        table.Alias("notempty", "isnotempty");
    }

    private static Evaluate Case(FunctionCall call)
    {
        var branches = new (Evaluate When, Evaluate Then)[call.Count / 2];
        for (var i = 0; i < branches.Length; i++)
        {
            branches[i] = (call[i * 2].Evaluate, As(call[(i * 2) + 1], call.Type));
        }

        var otherwise = As(call[call.Count - 1], call.Type);
        return f =>
        {
            foreach (var (when, then) in branches)
            {
                if (when(f).IsTrue)
                {
                    return then(f);
                }
            }

            return otherwise(f);
        };
    }

    private static Evaluate Coalesce(FunctionCall call)
    {
        var choices = call.Args.Select(a => As(a, call.Type)).ToArray();
        var isText = call.Type == ScalarType.String;
        return f =>
        {
            foreach (var choice in choices)
            {
                var value = choice(f);
                if (isText ? value.AsText.Length > 0 : !value.IsNull)
                {
                    return value;
                }
            }

            return isText ? Value.Of("") : Value.Null;
        };
    }

    // "Must be evaluated to constant"; false is an error of the query with the message.
    private static Evaluate Assert(FunctionCall call)
    {
        if (!call[0].IsConstant)
        {
            throw call.Refuse("assert() of what is not constant");
        }

        return call[0].Constant.IsTrue ? _ => Value.Of(true) : throw call.Refuse($"assert() has failed with message: '{call.ConstantText(1)}'");
    }

    private static Evaluate Not(FunctionCall call)
    {
        var value = call[0].Evaluate;
        return f => Casts.To(value(f), ScalarType.Bool) is { IsNull: false } v ? Value.Of(!v.AsBool) : Value.Null;
    }

    private static Evaluate IsNull(Expr argument, bool answer)
    {
        var value = argument.Evaluate;
        return argument.Type == ScalarType.String ? _ => Value.Of(!answer) : f => Value.Of(value(f).IsNull == answer);
    }

    private static Evaluate IsEmpty(FunctionCall call, bool answer)
    {
        var value = call[0].Evaluate;
        return f => Value.Of((value(f) is var v && (v.IsNull || (v.IsText && v.AsText.Length == 0))) == answer);
    }

    // Branches of different numbers have one type (int and real: real).
    private static Evaluate As(Expr branch, ScalarType type)
    {
        var value = branch.Evaluate;
        return branch.Type == type || type == ScalarType.Dynamic ? value : f => Casts.To(value(f), type);
    }
}
