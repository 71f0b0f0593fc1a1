using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ContentGen.Kusto.Engine.Values;

/// <summary>
/// One cell: 16 bytes, no allocation for numbers and times. The default is null; a column of type string reads it as the empty text,
/// since strings have no null in Kusto (https://learn.microsoft.com/kusto/query/scalar-data-types/null-values).
/// Datetimes and timespans count ticks of 100 ns, a datetime's from 0001-01-01.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    private static readonly Tag BoolTag = new(ValueKind.Bool);
    private static readonly Tag LongTag = new(ValueKind.Long);
    private static readonly Tag RealTag = new(ValueKind.Real);
    private static readonly Tag DateTimeTag = new(ValueKind.DateTime);
    private static readonly Tag TimeSpanTag = new(ValueKind.TimeSpan);

    private static readonly ulong Seed = unchecked((ulong)nameof(Value).GetHashCode(StringComparison.Ordinal) * 0x9E3779B97F4A7C15UL);

    private readonly object? _held;
    private readonly long _bits;

    private Value(object? held, long bits)
    {
        _held = held;
        _bits = bits;
    }

    public static Value Null => default;

    public static Value True { get; } = new(BoolTag, 1);

    public static Value False { get; } = new(BoolTag, 0);

    public bool IsNull => _held is null;

    /// <summary>A bool that is true: neither false nor null.</summary>
    public bool IsTrue => _bits == 1 && ReferenceEquals(_held, BoolTag);

    public ValueKind Kind => _held switch
    {
        null => ValueKind.Null,
        Tag tag => tag.Kind,
        string => ValueKind.String,
        DynamicArray => ValueKind.Array,
        DynamicBag => ValueKind.Bag,
        Guid => ValueKind.Guid,
        Sketch => ValueKind.Sketch,
        _ => ValueKind.Decimal,
    };

    public bool AsBool => _bits != 0;

    public long AsLong => _bits;

    public double AsReal => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>Ticks of a datetime or timespan.</summary>
    public long AsTicks => _bits;

    public decimal AsDecimal => (decimal)_held!;

    public Guid AsGuid => (Guid)_held!;

    /// <summary>The text; empty for anything that is no text.</summary>
    public string AsText => _held as string ?? "";

    public DynamicArray? AsArray => _held as DynamicArray;

    public DynamicBag? AsBag => _held as DynamicBag;

    public bool IsText => _held is string;

    /// <summary>What a row's own cell (slot 0) holds beside its number.</summary>
    internal object? Held => _held;

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(long value) => new(LongTag, value);

    public static Value Of(double value) => new(RealTag, BitConverter.DoubleToInt64Bits(value));

    public static Value Of(decimal value) => new(value, 0);

    public static Value Of(Guid value) => new(value, 0);

    public static Value Of(string? value) => new(value, 0);

    public static Value Of(DynamicArray? value) => new(value, 0);

    public static Value Of(DynamicBag? value) => new(value, 0);

    internal static Value Of(Sketch value) => new(value, 0);

    public static Value DateTime(long ticks) => new(DateTimeTag, ticks);

    public static Value TimeSpan(long ticks) => new(TimeSpanTag, ticks);

    public static Value Of(bool? value) => value is { } known ? Of(known) : Null;

    public static Value Of(long? value) => value is { } known ? Of(known) : Null;

    public static Value Of(double? value) => value is { } known ? Of(known) : Null;

    /// <summary>A row's own cell: where the row came from.</summary>
    internal static Value Origin(object? source, long number) => new(source, number);

    /// <summary>The same value of the same kind; reals by their bits, arrays and bags by what they hold.</summary>
    public bool Equals(Value other)
    {
        if (ReferenceEquals(_held, other._held))
        {
            return _bits == other._bits || _held is not Tag;
        }

        return _held is not (null or Tag) && other._held is not (null or Tag) && _held.Equals(other._held);
    }

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => _held switch
    {
        null => 0,
        Tag => Mix(_bits),
        string text => TextHash(text),
        _ => _held.GetHashCode(),
    };

    public override string ToString() => ValueText.Of(this);

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Mix(long bits)
    {
        var mixed = (ulong)bits * 0x9E3779B97F4A7C15UL;
        return (int)(mixed >> 32);
    }

    // Eight bytes at a time; the seed differs from process to process, so that nobody can make texts that fall together.
    private static int TextHash(string text)
    {
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        var hash = Seed ^ (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Math.BigMul(hash ^ MemoryMarshal.Read<ulong>(bytes), 0x9E3779B97F4A7C15UL, out var low) ^ low;
        }

        if (bytes.Length > 0)
        {
            ulong rest = 0;
            bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref rest)));
            hash = Math.BigMul(hash ^ rest, 0x9E3779B97F4A7C15UL, out var low) ^ low;
        }

        return (int)(hash ^ (hash >> 32));
    }

    private sealed class Tag(ValueKind kind)
    {
        public ValueKind Kind { get; } = kind;
    }
}
