namespace ContentGen.Checks.Telemetry.Events;

/// <summary>A line of event-columns.tsv: what a column of a table holds of an event.</summary>
/// <param name="Table">The table.</param>
/// <param name="IsExact">Rows can be made of such events; else only the same act is reported.</param>
/// <param name="Column">The column.</param>
/// <param name="Field">The event's field; with @ in front one of its head; "" for a constant.</param>
/// <param name="How">How the value is made of the field's.</param>
internal sealed record EventColumn(string Table, bool IsExact, string Column, string Field, string How);
