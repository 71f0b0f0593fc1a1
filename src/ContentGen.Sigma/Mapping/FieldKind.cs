namespace ContentGen.Sigma.Mapping;

/// <summary>How the values of a Sigma field differ from those of the column that it stands for.</summary>
internal enum FieldKind
{
    /// <summary>Not at all.</summary>
    Plain,

    /// <summary>Now and then, in ways that one event does not show.</summary>
    Loose,

    /// <summary>The column holds the file name, the field the whole path.</summary>
    BaseName,

    /// <summary>The column holds the key with its long hive, the field hive, key and value name.</summary>
    RegistryKey,

    /// <summary>The column holds the value name, the field hive, key and value name.</summary>
    RegistryValueName,

    /// <summary>Key and value name together, the key with its long hive.</summary>
    RegistryPath,

    /// <summary>The column holds the data as text, the field writes numbers as <c>DWORD (0x00000001)</c>.</summary>
    RegistryData,

    /// <summary>RegistryValueSet against SetValue.</summary>
    RegistryAction,

    /// <summary>ConnectionSuccess against <c>Initiated: 'true'</c>.</summary>
    ConnectionAction,

    /// <summary>The column holds the name, the field DOMAIN\name.</summary>
    Account,

    /// <summary>The column holds the domain, the field DOMAIN\name.</summary>
    AccountDomain,

    /// <summary>The column holds DOMAIN\name, the event has the name in the field and the domain in another.</summary>
    QualifiedAccount,

    /// <summary>A hash, whose case carries nothing.</summary>
    Hash,

    /// <summary>RemoteInteractive against 10.</summary>
    LogonType,

    /// <summary>3 - Network against 3.</summary>
    LogonTypeName,

    /// <summary>LogonSuccess against event 4624.</summary>
    LogonAction,

    /// <summary>Whether the account is an administrator against whether its token is elevated, which Windows writes as %%1842.</summary>
    Elevation,

    /// <summary>The number of a Windows event.</summary>
    EventId,
}
