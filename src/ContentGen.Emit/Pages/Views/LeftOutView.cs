namespace ContentGen.Emit.Pages.Views;

/// <summary>Rows that a workspace leaves out of a rule at <see cref="Place"/>, who answers for it, and the last day (YYYY-MM-DD) on which it holds.</summary>
public sealed record LeftOutView(string Exclude, string Place, string Owner, string Ticket, string Reason, string Expires);
