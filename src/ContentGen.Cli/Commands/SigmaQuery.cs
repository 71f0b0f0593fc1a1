using ContentGen.Core.Content;

namespace ContentGen.Cli.Commands;

/// <summary>A query to be converted.</summary>
internal sealed record SigmaQuery(string Id, string Text, string Title, QueryEnvironment? Environment);
