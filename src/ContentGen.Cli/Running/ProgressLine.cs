using System.Diagnostics;

namespace ContentGen.Cli.Running;

/// <summary>
/// One line on the console that counts up while a run takes long; nothing when the notes go into a file or a pipe, and nothing for runs
/// that are over before anybody wonders.
/// </summary>
internal sealed class ProgressLine(TextWriter error, int total, string what) : IProgress<int>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private TimeSpan _next = Patience;
    private bool _shown;

    /// <summary>Null where nobody looks.</summary>
    public static ProgressLine? For(Terminal terminal, int total, string what) => Console.IsErrorRedirected ? null : new ProgressLine(terminal.Error, total, what);

    public void Report(int value)
    {
        lock (_gate)
        {
            if (_clock.Elapsed >= _next)
            {
                (_next, _shown) = (_clock.Elapsed + Pause, true);
                error.Write($"\r{value:N0} of {total:N0} {what}");
            }
        }
    }

    public void Dispose()
    {
        if (_shown)
        {
            // The line makes room for the summary.
            error.Write("\r" + new string(' ', 40) + "\r");
        }
    }
}
