namespace ContentGen.Cli.Running;

/// <summary>The machine does not let us: an output folder that cannot be written, a template that cannot be read (exit code 3).</summary>
internal sealed class EnvironmentException : Exception
{
    public EnvironmentException()
    {
    }

    public EnvironmentException(string message)
        : base(message)
    {
    }

    public EnvironmentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
