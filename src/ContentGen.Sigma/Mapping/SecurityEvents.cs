using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Mapping;

/// <summary>
/// SecurityEvent without a filter on EventID, as converters write it: the columns tell which audit events can be meant, because the
/// others leave them empty.
/// </summary>
internal static class SecurityEvents
{
    private static readonly HashSet<string> OfProcessCreation = new(StringComparer.Ordinal) { "NewProcessName", "ParentProcessName", "CommandLine", "NewProcessId", "Process", "SubjectUserName" };

    // Columns that converters take for granted in a table of all Windows events; the schema lacks them.
    private static readonly string[] OfConnections = ["DestinationIp", "DestinationPort", "DestinationHostname"];

    private static readonly string[] RegistryWords =
    [
        "HKEY_", "HKLM", "HKU", "HKCR", "HKCU", @"\SOFTWARE\", @"\CurrentVersion", "ControlSet", @"\Microsoft\Windows", @"\Control\", @"\Services\", @"\REGISTRY\",
    ];

    public static LogSource? Guess(Branch branch)
    {
        var tests = branch.Parts.SelectMany(Tests).ToList();
        var columns = Columns(branch);
        if (columns.Count == 0 || columns.Contains("EventID"))
        {
            return null;
        }

        if (columns.Overlaps(OfConnections))
        {
            return new LogSource("network_connection", "windows", null);
        }

        if (columns.IsSubsetOf(OfProcessCreation) && columns.Overlaps(["NewProcessName", "CommandLine", "ParentProcessName", "Process"]))
        {
            return new LogSource("process_creation", "windows", null);
        }

        if (!columns.Contains("ObjectName"))
        {
            return null;
        }

        var isRegistry = tests.Where(t => t.Subject is ColumnValue { Name: "ObjectName" }).SelectMany(t => t.Operands).ToList() is var names && names.Exists(IsRegistryPath) && !names.Exists(IsFilePath);
        return new LogSource(isRegistry ? "registry_event" : "file_event", "windows", null);
    }

    /// <summary>The columns that a branch asks anything of.</summary>
    public static HashSet<string> Columns(Branch branch) => branch.Parts.SelectMany(Tests).Select(t => t.Subject).OfType<ColumnValue>().Select(c => c.Name).ToHashSet(StringComparer.Ordinal);

    private static bool IsRegistryPath(string text) => RegistryWords.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));

    private static bool IsFilePath(string text) => text.Contains(":\\", StringComparison.Ordinal) || text.Contains("AppData", StringComparison.OrdinalIgnoreCase)
        || (text.LastIndexOf('.') is > -1 and var dot && text.Length - dot is > 2 and < 6 && text[(dot + 1)..].All(char.IsAsciiLetter));

    private static IEnumerable<TestCondition> Tests(Condition condition) => condition switch
    {
        TestCondition test => [test],
        AllCondition all => all.Parts.SelectMany(Tests),
        AnyCondition any => any.Parts.SelectMany(Tests),
        NotCondition not => Tests(not.Inner),
        _ => [],
    };
}
