using System.Security.Cryptography;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Cli.Content;

/// <summary>Reads content files. Nothing that a file is or holds makes this throw.</summary>
internal static class SourceReader
{
    public static SourceFile Read(string path, string display, int maxBytes = YamlLimits.FileBytes)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return Problem(display, YamlDescriptors.NotAFile, display);
            }

            // A length of nothing is not opened: a pipe has none either, and would keep us waiting.
            var length = new FileInfo(path).Length;
            if (length == 0)
            {
                return Problem(display, YamlDescriptors.Empty, Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" ? YamlDescriptors.RuleShape : "");
            }

            if (length > maxBytes)
            {
                return Problem(display, YamlDescriptors.TooLarge, length, maxBytes);
            }

            var bytes = File.ReadAllBytes(path);
            return SourceDecoder.TryRead(display, bytes) is { } source
                ? new SourceFile(source, Convert.ToHexStringLower(SHA256.HashData(bytes)), null)
                : Problem(display, YamlDescriptors.NotText);
        }
        catch (FileNotFoundException)
        {
            return Problem(display, YamlDescriptors.Unreadable, "there is no such file");
        }
        catch (DirectoryNotFoundException)
        {
            return Problem(display, YamlDescriptors.Unreadable, "there is no such folder");
        }
        catch (UnauthorizedAccessException)
        {
            return Problem(display, YamlDescriptors.Unreadable, "access is denied");
        }
        catch (IOException e)
        {
            return Problem(display, YamlDescriptors.Unreadable, e.GetType().Name);
        }
    }

    private static SourceFile Problem(string display, DiagnosticDescriptor descriptor, params object?[] arguments)
    {
        var source = new SourceText(display, "");
        return new SourceFile(source, "", new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), source, default));
    }
}
