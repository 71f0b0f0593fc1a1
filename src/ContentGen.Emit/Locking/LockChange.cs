namespace ContentGen.Emit.Locking;

/// <summary>What differs between the lock and the content for one rule.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Rule">The rule as it is; a removed one as it was.</param>
/// <param name="Before">The rule as it was locked; null when it is new.</param>
public sealed record LockChange(LockChangeKind Kind, LockedRule Rule, LockedRule? Before);
