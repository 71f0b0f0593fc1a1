using ContentGen.Core.Text;

namespace ContentGen.Checks.Compilation;

/// <summary>
/// Remembers what the checks found in a rule's file. What a finding depends on beside the file (schemas, settings, the program itself) is
/// the store's business: it must not answer when any of that has changed.
/// </summary>
public interface IFindingsStore
{
    /// <summary>What the checks found in exactly this file; null when that is not known.</summary>
    KeptFindings? Find(SourceText source);

    void Keep(SourceText source, KeptFindings findings);
}
