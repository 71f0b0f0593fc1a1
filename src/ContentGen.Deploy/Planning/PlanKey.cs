using System.Security.Cryptography;
using System.Text;

namespace ContentGen.Deploy.Planning;

/// <summary>A secret that plans are signed with: who has it can tell whether a plan was made by somebody who has it too.</summary>
public sealed class PlanKey
{
    private const string Purpose = "contentgen plan ";

    private readonly byte[] _secret;

    /// <param name="secret">At least 16 bytes that others do not know.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public PlanKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < 16)
        {
            throw new ArgumentException("a key for plans has at least 16 bytes", nameof(secret));
        }

        _secret = secret.ToArray();
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(_secret, "contentgen plan key"u8))[..16];
    }

    /// <summary>Names the key and tells nothing of it.</summary>
    public string Id { get; }

    public string Sign(string planHash) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(Purpose + planHash)));

    public bool Fits(string planHash, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(planHash)), Encoding.UTF8.GetBytes(signature));
}
