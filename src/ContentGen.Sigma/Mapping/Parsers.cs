namespace ContentGen.Sigma.Mapping;

/// <summary>ASIM's parsers go by several names (_Im_FileEvent, imFileEvent); the mapping has one for each schema.</summary>
internal static class Parsers
{
    public static string Plain(string table) => table switch
    {
        "_Im_Dns" or "imDns" or "_ASim_Dns" => "_Im_Dns",
        "_Im_ProcessCreate" or "_Im_ProcessEvent" or "imProcess" or "_ASim_ProcessEvent" => "imProcessCreate",
        "_Im_RegistryEvent" or "imRegistryEvent" => "imRegistry",
        _ when table.StartsWith("_Im_", StringComparison.Ordinal) => "im" + table[4..],
        _ => table,
    };
}
