using ContentGen.Core.Diagnostics;

namespace ContentGen.Core.Binding;

/// <summary>61xx: what can be wrong with the file of a workspace, beyond its keys and kinds of values (2xxx).</summary>
public static class WorkspaceDescriptors
{
    public static readonly DiagnosticDescriptor NotAnEndpoint = new(
        "CG6101", Severity.Error, "Not an endpoint", "'{0}' is not an endpoint; write https://HOST, or http://127.0.0.1:PORT for one on this machine");

    public static readonly DiagnosticDescriptor NotAName = new(
        "CG6102", Severity.Error, "Not a name that Azure takes", "'{0}' is no {1}: {2}");

    public static readonly DiagnosticDescriptor NotAnApiVersion = new(
        "CG6103", Severity.Error, "Not an api-version", "'{0}' is not an api-version such as 2025-07-01-preview");

    public static readonly DiagnosticDescriptor SameName = new(
        "CG6104", Severity.Error, "Two workspaces of one name", "{0} is called '{1}' too; --workspace needs names that differ");

    public static readonly DiagnosticDescriptor SameWorkspace = new(
        "CG6105", Severity.Error, "Two files for one workspace", "{0} is about this workspace too; each would take the other's rules for its own leftovers");

    public static readonly DiagnosticDescriptor UnknownWorkspace = new(
        "CG6106", Severity.Error, "Ring after an unknown workspace", "there is no workspace '{0}'{1}");

    public static readonly DiagnosticDescriptor Circle = new(
        "CG6107", Severity.Error, "Rings in a circle", "'{0}' waits for itself: {1}");

    public static readonly DiagnosticDescriptor UnknownOverlayKey = new(
        "CG6108", Severity.Error, "Unknown key in an overlay", "unknown key '{0}' in {1}{2}");
}
