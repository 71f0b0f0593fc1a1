namespace ContentGen.Emulator;

/// <summary>What a query reads, or why it is none.</summary>
internal sealed record QueryVerdict(IReadOnlyList<string> Tables, string? Error);
