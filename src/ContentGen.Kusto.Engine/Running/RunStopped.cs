namespace ContentGen.Kusto.Engine.Running;

/// <summary>The run ends without an answer: a limit, or data on which we cannot be sure of Kusto's answer. Never leaves the engine.</summary>
internal sealed class RunStopped : Exception
{
    public RunStopped()
    {
    }

    public RunStopped(string message)
        : base(message)
    {
    }

    public RunStopped(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
