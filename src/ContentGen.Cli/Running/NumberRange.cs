namespace ContentGen.Cli.Running;

/// <summary>Numbers of the command line that would be taken at their word and mean nothing.</summary>
internal static class NumberRange
{
    /// <summary>The number, or none as it is; a <see cref="UsageException"/> when it does not lie between the two.</summary>
    public static T? Check<T>(string option, T? value, T least, T most)
        where T : struct, IComparable<T> =>
        value is { } given && !(given.CompareTo(least) >= 0 && given.CompareTo(most) <= 0)
            ? throw new UsageException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option}: {given} is not between {least} and {most}")) : value;
}
