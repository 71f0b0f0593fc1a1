namespace ContentGen.Emulator;

/// <summary>A request as it came.</summary>
/// <param name="Method">GET, PUT, POST, DELETE.</param>
/// <param name="Url">Absolute: next pages carry its host.</param>
/// <param name="Authorization">The header; null when there is none.</param>
/// <param name="Body">Empty when there is none.</param>
internal sealed record EmulatorRequest(string Method, Uri Url, string? Authorization, ReadOnlyMemory<byte> Body);
