namespace ContentGen.Core.Edits;

/// <summary>Lines that were removed and added at one place: both ranges count lines from 0.</summary>
internal readonly record struct LineChange(int Before, int Removed, int After, int Added);
