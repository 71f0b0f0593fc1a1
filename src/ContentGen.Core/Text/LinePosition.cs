namespace ContentGen.Core.Text;

/// <summary>A place in a file as people count it: line and column from 1, columns in UTF-16 units.</summary>
public readonly record struct LinePosition(int Line, int Column)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line},{Column}");
}
