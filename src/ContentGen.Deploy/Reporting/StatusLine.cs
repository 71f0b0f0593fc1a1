using ContentGen.Deploy.Drifting;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Reporting;

/// <summary>How one workspace stands.</summary>
/// <param name="Workspace">The name that the content gives it.</param>
/// <param name="Plan">What it lacks; null when it could not be looked at.</param>
/// <param name="Drift">What was changed there; null when it could not be looked at.</param>
/// <param name="Error">Why it could not be looked at.</param>
public sealed record StatusLine(string Workspace, Plan? Plan, DriftReport? Drift, string? Error);
