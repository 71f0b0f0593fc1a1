using ContentGen.Core.Diagnostics;

namespace ContentGen.Core.Binding;

/// <summary>2xxx: what can be wrong with a rule's keys and values. 21xx are community forms that are understood and could be written better.</summary>
public static class BindingDescriptors
{
    public static readonly DiagnosticDescriptor UnknownKey = new("CG2001", Severity.Warning, "Unknown key", "unknown key '{0}' in {1}{2}");

    public static readonly DiagnosticDescriptor MissingKey = new("CG2002", Severity.Error, "Required key missing", "{0} needs '{1}'");

    public static readonly DiagnosticDescriptor WrongShape = new("CG2003", Severity.Error, "Wrong kind of value", "'{0}' takes {1}, not {2}");

    public static readonly DiagnosticDescriptor NotOneOf = new("CG2004", Severity.Error, "Value not allowed", "'{0}' is no {1}{2} (one of: {3})");

    public static readonly DiagnosticDescriptor NotADuration = new("CG2005", Severity.Error, "Not a duration", "'{0}' is not a duration; write 5m, 1h10m, 14d or ISO 8601 such as PT5M");

    public static readonly DiagnosticDescriptor NotAGuid = new("CG2007", Severity.Error, "Not a GUID", "'{0}' is not a GUID such as 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330");

    public static readonly DiagnosticDescriptor NotANumber = new("CG2008", Severity.Error, "Not a whole number", "'{0}' is not a whole number");

    public static readonly DiagnosticDescriptor NotABoolean = new("CG2009", Severity.Error, "Not true or false", "'{0}' is neither true nor false");

    public static readonly DiagnosticDescriptor NotADate = new("CG2010", Severity.Error, "Not a date", "'{0}' is not a date such as 2026-11-01");

    public static readonly DiagnosticDescriptor NotATechnique = new("CG2011", Severity.Error, "Not a technique id", "'{0}' is not an ATT&CK technique id; write T1219 or T1219.002");

    public static readonly DiagnosticDescriptor NotAVersion = new("CG2012", Severity.Warning, "Not a version", "'{0}' is not a version of the form 1.0.0");

    public static readonly DiagnosticDescriptor EmptyText = new("CG2013", Severity.Error, "Empty value", "'{0}' is empty");

    public static readonly DiagnosticDescriptor AliasKey = new("CG2101", Severity.Warning, "Other name of a key", "'{0}' is read as '{1}'; write '{1}'");

    public static readonly DiagnosticDescriptor QuotedDescription = new("CG2102", Severity.Warning, "Quotes inside a block scalar", "the quotes around this block of text are part of it; they are left out");

    public static readonly DiagnosticDescriptor ScalarForList = new("CG2103", Severity.Warning, "One value where a list belongs", "'{0}' takes a list; the single value is read as a list of one");

    public static readonly DiagnosticDescriptor OtherCase = new("CG2104", Severity.Warning, "Other spelling of a value", "'{0}' is read as '{1}'; write '{1}'");

    public static readonly DiagnosticDescriptor UpperCaseGuid = new("CG2105", Severity.Warning, "Upper-case GUID", "the GUID is read in lower case; write '{0}'");

    public static readonly DiagnosticDescriptor MappingForList = new("CG2106", Severity.Warning, "One mapping where a list belongs", "'{0}' takes a list of mappings; the single mapping is read as a list of one");

    public static readonly DiagnosticDescriptor Blanks = new("CG2108", Severity.Warning, "Blanks around a value", "the blanks around '{0}' are left out; write it without them");

    public static readonly DiagnosticDescriptor ByteOrderMark = new("CG2109", Severity.Warning, "Byte order mark", "the file begins with a byte order mark; save it as UTF-8 without one");

    public static readonly DiagnosticDescriptor SeveralInOne = new("CG2107", Severity.Warning, "Several values in one text", "'{0}' is read as {1} values; write them as items of the list");
}
