namespace ContentGen.Cli.Running;

/// <summary>Results on <see cref="Out"/>, notes and progress on <see cref="Error"/>.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error)
{
    /// <summary>A result that is to be read before the run goes on: before what is done next, and before the notes on it.</summary>
    public void Print(string text)
    {
        Out.Write(text);
        Out.Flush();
    }

    public void Note(string text)
    {
        try
        {
            Error.WriteLine(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody reads the notes; the result stands without them.
        }
    }
}
