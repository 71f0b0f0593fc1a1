namespace ContentGen.Checks.Kql;

/// <summary>A check of one query: the rule's own, or one of its hunting queries.</summary>
internal interface IQueryCheck
{
    void Check(QueryContext context);
}
