using ContentGen.Cli.Running;

namespace ContentGen.Cli.Workspaces;

/// <summary>Asks before something is written.</summary>
internal static class Question
{
    /// <summary>True for yes; where nobody can be asked, --yes is needed.</summary>
    public static bool Ask(string what, bool yes, Terminal terminal)
    {
        if (yes)
        {
            return true;
        }

        terminal.Out.Flush();
        terminal.Note($"{what} Only 'yes' is taken for yes:");
        return Console.In.ReadLine() is { } answer
            ? answer.Trim() == "yes"
            : throw new UsageException("there is nobody to ask here; add --yes when the plan is what you want");
    }
}
