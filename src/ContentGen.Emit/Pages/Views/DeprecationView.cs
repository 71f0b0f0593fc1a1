namespace ContentGen.Emit.Pages.Views;

/// <summary>That a rule is on its way out.</summary>
public sealed record DeprecationView(string? Since, string? Reason, RuleLink? ReplacedBy);
