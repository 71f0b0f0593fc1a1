namespace ContentGen.Checks.Rules;

/// <summary>One question about one rule. Without state: the same instance checks all rules, in parallel.</summary>
internal interface IRuleCheck
{
    void Check(RuleContext context);
}
