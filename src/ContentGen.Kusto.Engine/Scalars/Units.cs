using System.Collections.Frozen;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// Sizes of the units of convert_length() and its kind in the base unit of each quantity (metre, kilogram, second, joule, newton, degree, litre).
/// Only units whose size is defined exactly, or by one number alone, are here.
/// </summary>
internal static class Units
{
    private const double Pound = 0.45359237;
    private const double Gravity = 9.80665;
    private const double Btu = 1055.05585262;
    private const double ElectronVolt = 1.602176565e-19;

    public static FrozenDictionary<string, FrozenDictionary<string, double>> Sizes { get; } = new Dictionary<string, FrozenDictionary<string, double>>
    {
        ["convert_length"] = Of(
            ("Meter", 1), ("Nanometer", 1e-9), ("Micrometer", 1e-6), ("Millimeter", 1e-3), ("Centimeter", 1e-2), ("Decimeter", 0.1), ("Decameter", 10), ("Hectometer", 100), ("Kilometer", 1000), ("Megameter", 1e6),
            ("Foot", 0.3048), ("Inch", 0.0254), ("Yard", 0.9144), ("Mile", 1609.344), ("NauticalMile", 1852), ("Mil", 2.54e-5), ("Microinch", 2.54e-8), ("Hand", 0.1016), ("Fathom", 1.8288), ("Chain", 20.1168)),
        ["convert_mass"] = Of(
            ("Kilogram", 1), ("Gram", 1e-3), ("Milligram", 1e-6), ("Microgram", 1e-9), ("Nanogram", 1e-12), ("Centigram", 1e-5), ("Decigram", 1e-4), ("Decagram", 1e-2), ("Hectogram", 0.1), ("Tonne", 1000),
            ("Kilotonne", 1e6), ("Megatonne", 1e9), ("Pound", Pound), ("Ounce", Pound / 16), ("Stone", Pound * 14), ("ShortTon", Pound * 2000), ("LongTon", Pound * 2240), ("Kilopound", Pound * 1000), ("Megapound", Pound * 1e6)),
        ["convert_angle"] = Of(("Degree", 1), ("Arcminute", 1.0 / 60), ("Arcsecond", 1.0 / 3600), ("Radian", 180 / Math.PI), ("Milliradian", 0.18 / Math.PI), ("Revolution", 360), ("Gradian", 0.9)),
        ["convert_force"] = Of(
            ("Newton", 1), ("Micronewton", 1e-6), ("Millinewton", 1e-3), ("Decanewton", 10), ("Kilonewton", 1e3), ("Meganewton", 1e6), ("Dyn", 1e-5), ("KilogramForce", Gravity), ("KiloPond", Gravity), ("TonneForce", Gravity * 1000), ("PoundForce", Pound * Gravity)),
        ["convert_energy"] = Of(
            ("Joule", 1), ("Millijoule", 1e-3), ("Kilojoule", 1e3), ("Megajoule", 1e6), ("Gigajoule", 1e9), ("WattHour", 3600), ("KilowattHour", 3.6e6), ("MegawattHour", 3.6e9), ("GigawattHour", 3.6e12), ("TerawattHour", 3.6e15),
            ("WattDay", 86400), ("KilowattDay", 8.64e7), ("MegawattDay", 8.64e10), ("GigawattDay", 8.64e13), ("TerawattDay", 8.64e16), ("Calorie", 4.184), ("Kilocalorie", 4184), ("Megacalorie", 4.184e6), ("Erg", 1e-7),
            ("BritishThermalUnit", Btu), ("KilobritishThermalUnit", Btu * 1e3), ("MegabritishThermalUnit", Btu * 1e6), ("GigabritishThermalUnit", Btu * 1e9), ("ElectronVolt", ElectronVolt), ("KiloelectronVolt", ElectronVolt * 1e3)),
        ["convert_speed"] = Speeds(),
        ["convert_volume"] = Of(
            ("Liter", 1), ("Microliter", 1e-6), ("Milliliter", 1e-3), ("Centiliter", 1e-2), ("Deciliter", 0.1), ("Decaliter", 10), ("Hectoliter", 100), ("Kiloliter", 1000), ("Megaliter", 1e6), ("CubicMeter", 1000), ("CubicDecimeter", 1), ("CubicCentimeter", 1e-3),
            ("CubicMillimeter", 1e-6), ("CubicKilometer", 1e12), ("CubicFoot", 28.316846592), ("CubicInch", 0.016387064), ("CubicYard", 764.554857984), ("UsGallon", 3.785411784), ("UsQuart", 0.946352946), ("UsPint", 0.473176473), ("UsOunce", 0.0295735295625),
            // UnitsNet, whose unit names these are, takes 0.000810714 acre feet for a cubic metre; the page's example shows it.
            ("ImperialGallon", 4.54609), ("ImperialPint", 0.56826125), ("OilBarrel", 158.987294928), ("AcreFoot", 1000 / 0.000810714)),
    }.ToFrozenDictionary();

    private static FrozenDictionary<string, double> Speeds()
    {
        var lengths = new (string Name, double Size)[] { ("Meter", 1), ("Nanometer", 1e-9), ("Micrometer", 1e-6), ("Millimeter", 1e-3), ("Centimeter", 1e-2), ("Decimeter", 0.1), ("Kilometer", 1000), ("Foot", 0.3048), ("Inch", 0.0254), ("Yard", 0.9144), ("Mile", 1609.344) };
        var times = new (string Name, double Size)[] { ("Second", 1), ("Minute", 60), ("Hour", 3600) };
        return Of([.. lengths.SelectMany(l => times.Select(t => ($"{l.Name}Per{t.Name}", l.Size / t.Size))), ("Knot", 1852.0 / 3600)]);
    }

    private static FrozenDictionary<string, double> Of(params (string Name, double Size)[] units) => units.ToFrozenDictionary(u => u.Name, u => u.Size, StringComparer.OrdinalIgnoreCase);
}
