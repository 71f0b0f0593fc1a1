using System.Globalization;
using ContentGen.Kusto.Engine.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>What is printed reads back as the same value.</summary>
public class ValueTextProperties
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Test]
    public void Timespan_printed_reads_back() => Check(Long(), ticks => TimeText.ReadTimeSpan(ValueText.TimeSpanText(ticks)) == ticks);

    [Test]
    public void Datetime_printed_reads_back() =>
        Check(Long().Select(l => (long)((ulong)l % 3155378976000000000)), ticks => TimeText.ReadDateTime(ValueText.DateTimeText(ticks)) == ticks);

    [Test]
    public void Real_printed_reads_back() =>
        Check(Long().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite), real => double.Parse(ValueText.Real(real), CultureInfo.InvariantCulture).Equals(real));

    [Test]
    public void Dynamic_printed_reads_back() => Check(Json(4), value => DynamicJson.TryParse(DynamicJson.Write(value), out var read) && read == value);

    [Test]
    public void Text_that_is_no_json_stays_text() =>
        Check(ArbMap.Default.GeneratorFor<string>().Where(t => t is not null), text => DynamicJson.TryParse(text, out _) || text.Length == 0 || DynamicJson.Parse(text) == Value.Of(text));

    private static void Check<T>(Gen<T> generator, Func<T, bool> holds) => Assert.That(() => Prop.ForAll(generator.ToArbitrary(), holds).Check(Settings), Throws.Nothing);

    private static Gen<long> Long() => ArbMap.Default.GeneratorFor<Guid>().Select(g => BitConverter.ToInt64(g.ToByteArray()));

    private static Gen<Value> Json(int depth)
    {
        var texts = ArbMap.Default.GeneratorFor<string>().Select(t => Value.Of(new string([.. (t ?? "").Where(c => !char.IsSurrogate(c))])));
        var leaf = Gen.OneOf(Gen.Constant(Value.Null), Gen.Elements(Value.True, Value.False), Long().Select(Value.Of), Long().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).Select(Value.Of), texts);
        if (depth == 0)
        {
            return leaf;
        }

        var arrays = Json(depth - 1).ListOf(3).Select(items => Value.Of(new DynamicArray([.. items])));
        var bags = Json(depth - 1).ListOf(3).Select(items => Value.Of(new DynamicBag(items.Select((item, i) => new KeyValuePair<string, Value>($"k{i}", item)))));
        return Gen.OneOf(leaf, leaf, arrays, bags);
    }
}
