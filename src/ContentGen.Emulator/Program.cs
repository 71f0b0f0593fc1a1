using System.Globalization;

namespace ContentGen.Emulator;

/// <summary>contentgen-emulator [--port N] [--file FILE] [--tables A,B]: runs until it is stopped.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var options = new EmulatorOptions();
        var port = 0;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port):
                    break;
                case "--file" when value.Length > 0:
                    options = options with { File = value };
                    break;
                case "--tables" when value.Length > 0:
                    options = options with { Tables = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) };
                    break;
                default:
                    await Console.Error.WriteLineAsync("usage: contentgen-emulator [--port N] [--file FILE] [--tables A,B]").ConfigureAwait(false);
                    return 2;
            }
        }

        using var emulator = new SentinelEmulator(options);
        using var server = new EmulatorServer(emulator, port);
        await Console.Out.WriteLineAsync(server.Endpoint.GetLeftPart(UriPartial.Authority)).ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        return 0;
    }
}
