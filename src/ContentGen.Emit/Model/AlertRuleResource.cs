namespace ContentGen.Emit.Model;

/// <summary>An alert rule as Sentinel's API takes it. Every printer prints this and nothing else of the rule.</summary>
/// <param name="Kind">Scheduled or NRT.</param>
/// <param name="Name">The name of the resource: the rule's id.</param>
/// <param name="ApiVersion">The api-version that it is written for.</param>
/// <param name="Properties">The resource's <c>properties</c>.</param>
public sealed record AlertRuleResource(string Kind, string Name, string ApiVersion, ObjectValue Properties);
