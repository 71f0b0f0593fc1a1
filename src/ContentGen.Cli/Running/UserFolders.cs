namespace ContentGen.Cli.Running;

/// <summary>Where the program keeps things of the user's.</summary>
internal static class UserFolders
{
    /// <summary>What it can make again. CONTENTGEN_CACHE, else the platform's cache folder; null when the user has none: then nothing is kept.</summary>
    public static string? Cache()
    {
        if (Environment.GetEnvironmentVariable("CONTENTGEN_CACHE") is { Length: > 0 } own)
        {
            return Path.GetFullPath(own);
        }

        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg))
        {
            return Path.Combine(xdg, "contentgen");
        }

        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (OperatingSystem.IsWindows())
        {
            return local.Length == 0 ? null : Path.Combine(local, "contentgen");
        }

        var home = Environment.GetEnvironmentVariable("HOME");
        return string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".cache", "contentgen");
    }

    /// <summary>What is for this user only. The platform's configuration folder; null when the user has none.</summary>
    public static string? Configuration()
    {
        var platform = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathRooted(platform) ? Path.Combine(platform, "contentgen") : null;
    }
}
