using ContentGen.Cli.Running;
using ContentGen.Deploy.Applying;

namespace ContentGen.Cli.Workspaces;

/// <summary>Where -o puts the result of a workspace: that file, or with several workspaces a file of each in that folder.</summary>
internal static class ResultFile
{
    public static void Write(string? output, Session session, string workspace, string kind, string text)
    {
        if (output is not null)
        {
            Replace(session.Targets.Length > 1 ? Path.Combine(output, $"{workspace}.{kind}.json") : output, text);
        }
    }

    /// <summary>One result for all of them.</summary>
    public static void Write(string? output, string text)
    {
        if (output is not null)
        {
            Replace(output, text);
        }
    }

    private static void Replace(string path, string text)
    {
        try
        {
            OwnerFile.Replace(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"--output: '{path}' cannot be written: {e.Message}", e);
        }
    }
}
