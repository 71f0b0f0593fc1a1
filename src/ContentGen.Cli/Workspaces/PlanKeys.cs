using System.Security.Cryptography;
using System.Text;
using ContentGen.Cli.Running;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;

namespace ContentGen.Cli.Workspaces;

/// <summary>
/// The key that plans are signed with: CONTENTGEN_PLAN_KEY, which machines can share, else one that the user's configuration folder keeps
/// for its owner only. Without both plans stay unsigned, and deploy compares them with the content instead.
/// </summary>
internal static class PlanKeys
{
    private const int SecretLength = 32;

    /// <summary>The key, and whether it was given for this very purpose: then a plan without its signature is not taken at all.</summary>
    /// <exception cref="UsageException">The variable holds too short a key.</exception>
    public static (PlanKey? Key, bool IsRequired) Find()
    {
        if (Environment.GetEnvironmentVariable("CONTENTGEN_PLAN_KEY")?.Trim() is { Length: > 0 } given)
        {
            var secret = Encoding.UTF8.GetBytes(given);
            return secret.Length >= 16 ? (new PlanKey(secret), true) : throw new UsageException("CONTENTGEN_PLAN_KEY is too short: a key has at least 16 characters");
        }

        return (UserFolders.Configuration() is { } folder ? OfUser(Path.Combine(folder, "plan.key")) : null, false);
    }

    private static PlanKey? OfUser(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                Write(path);
            }

            var secret = File.ReadAllBytes(path);
            return secret.Length == SecretLength ? new PlanKey(secret) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(string path)
    {
        try
        {
            OwnerFile.Replace(path, RandomNumberGenerator.GetBytes(SecretLength), overwrites: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another run made one in the same moment.
        }
    }
}
