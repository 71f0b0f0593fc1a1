using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>What contentgen.yaml says of a project as a whole.</summary>
/// <param name="Name">What the project is called.</param>
/// <param name="Severities">Codes that are taken more or less seriously here than by default.</param>
/// <param name="Baseline">The file of findings that are known and accepted for now, relative to the content folder.</param>
public sealed record ContentProject(Located<string>? Name, SeveritySettings Severities, Located<string>? Baseline)
{
    public static ContentProject Default { get; } = new(null, SeveritySettings.None, null);
}
