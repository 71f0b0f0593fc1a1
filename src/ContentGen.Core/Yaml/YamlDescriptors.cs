using ContentGen.Core.Diagnostics;

namespace ContentGen.Core.Yaml;

/// <summary>1xxx: what can be wrong with a file before its content is looked at.</summary>
public static class YamlDescriptors
{
    public static readonly DiagnosticDescriptor Unreadable = new("CG1001", Severity.Error, "File cannot be read", "the file cannot be read: {0}");

    public static readonly DiagnosticDescriptor NotAFile = new("CG1002", Severity.Error, "Not a file", "'{0}' is a folder, not a content file");

    public static readonly DiagnosticDescriptor TooLarge = new("CG1003", Severity.Error, "File too large", "the file has {0:N0} bytes; a content file may have {1:N0}");

    public static readonly DiagnosticDescriptor NotText = new("CG1004", Severity.Error, "Not UTF-8 text", "the file is not UTF-8 text");

    public static readonly DiagnosticDescriptor Empty = new("CG1005", Severity.Error, "Empty file", "the file is empty{0}");

    /// <summary>What an empty file of YAML is told to be.</summary>
    public const string RuleShape = "; a rule is a YAML mapping with id, name, query and more";

    public static readonly DiagnosticDescriptor Syntax = new("CG1006", Severity.Error, "YAML syntax error", "this is not valid YAML: {0}");

    public static readonly DiagnosticDescriptor TooDeep = new("CG1007", Severity.Error, "Nested too deeply", "more than {0} lists and mappings are nested in one another");

    public static readonly DiagnosticDescriptor Anchor = new("CG1008", Severity.Error, "Anchor or alias", "YAML anchors and aliases are not part of the content format; write the value out");

    public static readonly DiagnosticDescriptor Tag = new("CG1009", Severity.Error, "YAML tag", "the YAML tag '{0}' is not part of the content format");

    public static readonly DiagnosticDescriptor MergeKey = new("CG1010", Severity.Error, "Merge key", "the YAML merge key '<<' is not part of the content format; write the keys out");

    public static readonly DiagnosticDescriptor SecondDocument = new("CG1011", Severity.Error, "More than one document", "a second YAML document starts here; one file holds one rule");

    public static readonly DiagnosticDescriptor TabIndent = new("CG1012", Severity.Error, "Tab indentation", "a tab indents this line; YAML indents with blanks");

    public static readonly DiagnosticDescriptor DuplicateKey = new("CG1013", Severity.Error, "Duplicate key", "the key '{0}' is already given in line {1}");

    public static readonly DiagnosticDescriptor NotAMapping = new("CG1014", Severity.Error, "Not a mapping", "a rule is a YAML mapping; this file holds {0}");

    public static readonly DiagnosticDescriptor TooManyNodes = new("CG1015", Severity.Error, "Too many nodes", "the file has more than {0:N0} values");

    public static readonly DiagnosticDescriptor ComplexKey = new("CG1016", Severity.Error, "Key is not a text", "a key must be a text; if '{{{{' starts a placeholder here, quote the whole value");

    public static readonly DiagnosticDescriptor DeepBlankLine = new("CG1017", Severity.Warning, "Blank line with deep indentation", "this blank line is indented more deeply than the text below it, which YAML forbids; it is read as empty");
}
