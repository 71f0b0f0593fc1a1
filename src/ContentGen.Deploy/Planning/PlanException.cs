namespace ContentGen.Deploy.Planning;

/// <summary>A plan or a journal that is not taken: not ours, changed, too old, for another workspace.</summary>
public sealed class PlanException : Exception
{
    public PlanException()
    {
    }

    public PlanException(string message)
        : base(message)
    {
    }

    public PlanException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
