namespace ContentGen.Sigma.Tests.Events;

/// <summary>An event as Sigma sees it: its fields (one that is missing is absent), and every log source that it belongs to.</summary>
internal sealed record SigmaEvent(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<LogSourceName> Sources, DateTimeOffset Time);
