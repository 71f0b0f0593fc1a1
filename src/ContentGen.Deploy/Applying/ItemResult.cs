using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>An item with what became of it.</summary>
/// <param name="Item">As planned.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Message">Why, where the outcome does not say it all; the service's own words.</param>
/// <param name="Finished">When that was known.</param>
public sealed record ItemResult(PlanItem Item, Outcome Outcome, string? Message, DateTimeOffset Finished)
{
    /// <summary>True when the workspace is as the plan wants it.</summary>
    public bool IsSuccess => Outcome is Outcome.Done or Outcome.Already or Outcome.DoneDisabled or Outcome.Kept;
}
