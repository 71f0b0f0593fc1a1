using System.Xml;
using System.Xml.Linq;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>parse_xml(): elements, attributes (@name) and texts (#text); all else is skipped. Null for what is no XML, or longer than 1 MB.</summary>
internal static class XmlFunctions
{
    private const int MaxLength = 1_048_576;
    private const int MaxDepth = 128;

    public static void Register(FunctionTable table) => table.Add("parse_xml", Lift.Text(Parse));

    private static Value Parse(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return Value.Null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XElement.Load(reader);
            return Value.Of(new DynamicBag([new(Name(root.Name, root), Of(root, 0))]));
        }
        catch (XmlException)
        {
            return Value.Null;
        }
    }

    private static Value Of(XElement element, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new Running.RunStopped($"parse_xml() of elements more than {MaxDepth} deep");
        }

        var entries = element.Attributes().Select(a => new KeyValuePair<string, Value>("@" + AttributeName(a), Value.Of(a.Value))).ToList();
        var text = string.Concat(element.Nodes().OfType<XText>().Select(t => t.Value)).Trim();
        if (entries.Count == 0 && !element.HasElements)
        {
            return text.Length > 0 ? Value.Of(text) : Value.Null;
        }

        if (text.Length > 0)
        {
            entries.Add(new("#text", Value.Of(text)));
        }

        foreach (var group in element.Elements().GroupBy(e => Name(e.Name, e)))
        {
            var values = group.Select(e => Of(e, depth + 1)).ToArray();
            entries.Add(new(group.Key, values.Length == 1 ? values[0] : Value.Of(new DynamicArray(values))));
        }

        return Value.Of(new DynamicBag(entries));
    }

    private static string AttributeName(XAttribute attribute) =>
        attribute.IsNamespaceDeclaration ? attribute.Name.LocalName == "xmlns" ? "xmlns" : $"xmlns:{attribute.Name.LocalName}" : Name(attribute.Name, attribute.Parent!);

    private static string Name(XName name, XElement at) =>
        name.Namespace != XNamespace.None && at.GetPrefixOfNamespace(name.Namespace) is { Length: > 0 } prefix ? $"{prefix}:{name.LocalName}" : name.LocalName;
}
