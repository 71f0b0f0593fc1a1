using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Benchmarks.Engine;

/// <summary>
/// Made-up process events of one day: 1,000 computers, 10,000 accounts, command lines of about 80 characters that all differ, every tenth
/// with the term powershell. The same rows in every run, in memory and as CSV for the yardstick.
/// </summary>
internal sealed class EventRows
{
    private static readonly string[] Commands =
    [
        "powershell.exe -NoProfile -EncodedCommand", "cmd.exe /c dir", "rundll32.exe shell32.dll,Control_RunDLL", "svchost.exe -k netsvcs -p -s Schedule", "browser.exe --type=renderer",
        "conhost.exe 0xffffffff -ForceV1", "teams.exe --process=7", "chrome.exe --lang=en", "python.exe manage.py", "PowerShellHelper.exe run",
    ];

    private ulong _state = 42;

    public static ImmutableArray<ColumnSchema> Columns { get; } =
        [new("TimeGenerated", "datetime"), new("Computer", "string"), new("Account", "string"), new("EventID", "int"), new("CommandLine", "string"), new("Bytes", "long")];

    /// <summary>What the values take by themselves: eight bytes a number or time, texts as UTF-8.</summary>
    public long DataBytes { get; private set; }

    public TableData Build(string name, int rows, TextWriter csv)
    {
        var builder = new TableBuilder(name, Columns);
        csv.WriteLine(string.Join(',', Columns.Select(c => c.Name)));
        for (var i = 0; i < rows; i++)
        {
            var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(Next(86_400)).AddTicks((long)Next(1_000_000) * 10);
            var computer = string.Create(CultureInfo.InvariantCulture, $"HOST-{Next(1000):0000}.contoso.com");
            var account = string.Create(CultureInfo.InvariantCulture, $@"CONTOSO\user{Next(10_000)}");
            var id = (long)(4600 + Next(100));
            var command = string.Create(CultureInfo.InvariantCulture, $@"C:\Windows\System32\{Commands[Next(10)]} /session:{Next(int.MaxValue)} /trace:{Next(int.MaxValue)}");
            var bytes = (long)Next(100_000);
            builder.Add([Value.DateTime(time.Ticks), Value.Of(computer), Value.Of(account), Value.Of(id), Value.Of(command), Value.Of(bytes)]);
            csv.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss.ffffff},{computer},{account},{id},\"{command}\",{bytes}"));
            DataBytes += (3 * sizeof(long)) + computer.Length + account.Length + command.Length;
        }

        return builder.Build();
    }

    // Knuth's linear congruential generator.
    private int Next(int below)
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((_state >> 33) % (ulong)below);
    }
}
