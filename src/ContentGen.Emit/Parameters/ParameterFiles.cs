using System.Collections.Immutable;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Bicep;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Parameters;

/// <summary>
/// For each template and each workspace that gets it, the values of its parameters: <c>NAME.parameters-WORKSPACE.json</c> beside
/// <c>NAME.json</c>, as Sentinel's Repositories feature looks for them (Microsoft Learn, Customize repository deployments), and
/// <c>NAME.parameters-WORKSPACE.bicepparam</c> beside <c>NAME.bicep</c>.
/// </summary>
internal static class ParameterFiles
{
    public static IEnumerable<Artifact> Emit(ImmutableArray<EmitUnit> units, TemplateParameters parameters)
    {
        foreach (var unit in units)
        {
            var file = unit.Path[(unit.Path.LastIndexOf('/') + 1)..];
            foreach (var (workspace, values) in parameters.ValuesOf(unit.Resource))
            {
                yield return new Artifact($"arm/{unit.Path}.parameters-{workspace.FileName}.json", Json(workspace, values), [unit.Origin]);
                yield return new Artifact($"bicep/{unit.Path}.parameters-{workspace.FileName}.bicepparam", BicepFile.PrintParameters($"./{file}.bicep", workspace.WorkspaceName, values), [unit.Origin]);
            }
        }
    }

    private static ReadOnlyMemory<byte> Json(WorkspaceVariant workspace, ImmutableArray<ResourceProperty> values) => ArtifactJson.Print(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#");
        writer.WriteString("contentVersion", "1.0.0.0");
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in values.Prepend(new ResourceProperty("workspace", workspace.WorkspaceName)))
        {
            writer.WriteStartObject(name);
            writer.WritePropertyName("value");
            // Here, and only here, a text in brackets is a text.
            ArmTemplate.WriteValue(writer, value, escape: false);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
