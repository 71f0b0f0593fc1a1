using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Time;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>
/// Takes typed values out of one mapping. A value of the wrong shape is reported and taken as absent; <see cref="Finish"/> reports
/// every key that nobody took.
/// </summary>
internal sealed class MappingReader(YamlMapping mapping, string subject, DiagnosticBag diagnostics)
{
    private readonly List<string> _known = [];
    private readonly HashSet<string> _byAlias = new(StringComparer.Ordinal);

    public TextSpan Span => mapping.Span;

    /// <summary>The value of a key; null when it is absent, null or broken.</summary>
    public YamlNode? Take(string key, params ReadOnlySpan<string> aliases)
    {
        _known.Add(key);
        var entry = mapping.Find(key);
        foreach (var alias in aliases)
        {
            if (mapping.Find(alias) is not { } other)
            {
                continue;
            }

            // A second spelling beside the first stays an unknown key: two values cannot both hold.
            if (entry is null or { Value: YamlScalar { IsNull: true } })
            {
                entry = other;
                _known.Add(alias);
                _ = _byAlias.Add(key);
                diagnostics.AddFixable(BindingDescriptors.AliasKey, other.Key.Span, mapping.Find(key) is null ? CommunityFixes.Key(other.Key, key) : null, alias, key);
            }
        }

        return entry?.Value is null or YamlBroken or YamlScalar { IsNull: true } ? null : entry.Value;
    }

    /// <summary>True when the key has a value, under its own name or an alias that was taken for it.</summary>
    public bool Has(string key) => _byAlias.Contains(key) || mapping.Find(key) is { Value: not YamlScalar { IsNull: true } };

    /// <summary>Reports, in one finding, the keys that are absent or have no value.</summary>
    public void Require(params ReadOnlySpan<string> keys)
    {
        var missing = new List<string>();
        foreach (var key in keys)
        {
            // A key whose value is broken is there; what is wrong with it has been said.
            if (!Has(key) && mapping.Find(key) is not { Value: YamlBroken })
            {
                missing.Add(key);
            }
        }

        // In a file that could not be read whole, what seems to be missing may be there.
        if (missing.Count > 0 && !diagnostics.HasReadingErrors)
        {
            var at = mapping.Find(missing[0])?.Key.Span ?? (mapping.Entries.IsEmpty ? mapping.Span : mapping.Entries[0].Key.Span);
            diagnostics.Add(BindingDescriptors.MissingKey, at, subject, string.Join("', '", missing));
        }
    }

    public Located<string>? Text(string key, params ReadOnlySpan<string> aliases) => Scalar(key, aliases) is { } s ? TextOf(s) : null;

    /// <summary>A text that must be there and must not be empty.</summary>
    public Located<string>? RequiredText(string key, params ReadOnlySpan<string> aliases)
    {
        var text = FilledText(key, aliases);
        if (!Has(key))
        {
            Require(key);
        }

        return text;
    }

    /// <summary>A text that must not be empty when it is there.</summary>
    public Located<string>? FilledText(string key, params ReadOnlySpan<string> aliases) => Filled(key, aliases) is { } scalar ? TextOf(scalar) : null;

    /// <summary>The same without blanks around it.</summary>
    public Located<string>? FilledLine(string key, params ReadOnlySpan<string> aliases) =>
        Filled(key, aliases) is { } scalar ? new Located<string>(Trimmed(scalar), scalar.Span) : null;

    /// <summary>The value without blanks around it; those that somebody put between quotes are reported.</summary>
    public string Trimmed(YamlScalar scalar)
    {
        var text = scalar.Value.Trim();
        if (text.Length > 0 && text.Length < scalar.Value.Length && scalar.Style is YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted)
        {
            diagnostics.AddFixable(BindingDescriptors.Blanks, scalar.Span, CommunityFixes.Word(scalar, text), text);
        }

        return text;
    }

    public void Add(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) => diagnostics.Add(descriptor, span, arguments);

    public void WrongShape(TextSpan span, string key, string expected, string seen) => diagnostics.Add(BindingDescriptors.WrongShape, span, key, expected, seen);

    /// <summary>Reports a key that means the same as one before it.</summary>
    public void Repeated(YamlScalar key, YamlScalar first) => diagnostics.Add(YamlDescriptors.DuplicateKey, key.Span, key.Value, diagnostics.Source.PositionOf(first.Span.Start).Line);

    public void Empty(TextSpan span, string key) => diagnostics.Add(BindingDescriptors.EmptyText, span, key);

    public YamlScalar? Scalar(string key, params ReadOnlySpan<string> aliases) => Shape<YamlScalar>(key, Take(key, aliases), "a text");

    public YamlMapping? Mapping(string key) => Shape<YamlMapping>(key, Take(key), "a mapping");

    public Located<T>? OneOf<T>(string key, Vocabulary<T> words) => Scalar(key) is { } scalar ? OneOf(scalar, words) : null;

    public Located<T>? OneOf<T>(YamlScalar scalar, Vocabulary<T> words)
    {
        var text = Trimmed(scalar);
        if (!words.TryFind(text, out var value, out var canonical))
        {
            diagnostics.Add(
                BindingDescriptors.NotOneOf, scalar.Span, text, words.Noun, NearestName.Hint(text, words.Words), string.Join(", ", words.Words));
            return null;
        }

        if (text != canonical)
        {
            diagnostics.AddFixable(BindingDescriptors.OtherCase, scalar.Span, CommunityFixes.Word(scalar, canonical), text, canonical);
        }

        return new Located<T>(value, scalar.Span);
    }

    public Located<bool>? Boolean(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (bool.TryParse(Trimmed(scalar), out var value))
        {
            return new Located<bool>(value, scalar.Span);
        }

        diagnostics.Add(BindingDescriptors.NotABoolean, scalar.Span, scalar.Value);
        return null;
    }

    public Located<int>? Integer(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (int.TryParse(Trimmed(scalar), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return new Located<int>(value, scalar.Span);
        }

        diagnostics.Add(BindingDescriptors.NotANumber, scalar.Span, scalar.Value);
        return null;
    }

    public Located<TimeSpan>? Duration(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        var text = Trimmed(scalar);
        var folded = text is ['p' or 'P', ..] ? text.ToUpperInvariant() : text.ToLowerInvariant();
        if (RuleDuration.TryParse(text) is { } value)
        {
            return new Located<TimeSpan>(value, scalar.Span);
        }

        if (RuleDuration.TryParse(folded) is { } read)
        {
            diagnostics.AddFixable(BindingDescriptors.OtherCase, scalar.Span, CommunityFixes.Word(scalar, folded), text, folded);
            return new Located<TimeSpan>(read, scalar.Span);
        }

        diagnostics.Add(BindingDescriptors.NotADuration, scalar.Span, scalar.Value);
        return null;
    }

    public Located<DateOnly>? Date(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (DateOnly.TryParseExact(scalar.Value.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
        {
            return new Located<DateOnly>(value, scalar.Span);
        }

        diagnostics.Add(BindingDescriptors.NotADate, scalar.Span, scalar.Value);
        return null;
    }

    /// <summary>A date with or without a time of day; UTC unless it says otherwise.</summary>
    public Located<DateTimeOffset>? Time(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(scalar.Value.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value))
        {
            return new Located<DateTimeOffset>(value, scalar.Span);
        }

        diagnostics.Add(BindingDescriptors.NotADate, scalar.Span, scalar.Value);
        return null;
    }

    public Located<string>? Identifier(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        return GuidOf(scalar);
    }

    public Located<string>? GuidOf(YamlScalar scalar)
    {
        var text = Trimmed(scalar);
        if (!Guid.TryParseExact(text, "D", out _))
        {
            diagnostics.Add(BindingDescriptors.NotAGuid, scalar.Span, text);
            return null;
        }

        var lower = text.ToLowerInvariant();
        if (lower != text)
        {
            diagnostics.AddFixable(BindingDescriptors.UpperCaseGuid, scalar.Span, CommunityFixes.Word(scalar, lower), lower);
        }

        return new Located<string>(lower, scalar.Span);
    }

    /// <summary>The scalars of a list; a single scalar is a list of one, empty items are left out.</summary>
    public ImmutableArray<YamlScalar> Scalars(string key, params ReadOnlySpan<string> aliases)
    {
        switch (Take(key, aliases))
        {
            case null:
                return [];
            case YamlScalar single:
                diagnostics.AddFixable(BindingDescriptors.ScalarForList, single.Span, CommunityFixes.List(diagnostics.Source, single), key);
                return [single];
            case YamlSequence list:
                var scalars = ImmutableArray.CreateBuilder<YamlScalar>();
                foreach (var item in list.Items)
                {
                    if (Shape<YamlScalar>(key, item, "a list of texts") is { IsNull: false } scalar)
                    {
                        scalars.Add(scalar);
                    }
                }

                return scalars.ToImmutable();
            case { } other:
                diagnostics.Add(BindingDescriptors.WrongShape, other.Span, key, "a list", other.Kind);
                return [];
        }
    }

    public ImmutableArray<Located<string>> Texts(string key, params ReadOnlySpan<string> aliases) =>
        [.. Scalars(key, aliases).Select(TextOf)];

    public ImmutableArray<Located<T>> AllOf<T>(string key, Vocabulary<T> words) =>
        [.. Scalars(key).SelectMany(s => Several(s, words) ?? [OneOf(s, words)]).OfType<Located<T>>()];

    // "Impact, Persistence" as one text, where each of its parts is a word.
    private IEnumerable<Located<T>?>? Several<T>(YamlScalar scalar, Vocabulary<T> words)
    {
        var parts = scalar.Value.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = parts.Select(p => (Found: words.TryFind(p, out var value, out var canonical), Value: value, Word: canonical)).ToList();
        if (found.Count < 2 || found.Exists(f => !f.Found))
        {
            return null;
        }

        diagnostics.AddFixable(
            BindingDescriptors.SeveralInOne, scalar.Span, CommunityFixes.Items(diagnostics.Source, scalar, [.. found.Select(f => f.Word)]), scalar.Value.Trim(), found.Count);
        return found.Select(f => new Located<T>(f.Value, scalar.Span));
    }

    /// <summary>The mappings of a list; a single mapping is a list of one.</summary>
    public IEnumerable<YamlMapping> Mappings(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case YamlMapping single:
                diagnostics.AddFixable(BindingDescriptors.MappingForList, single.Span, CommunityFixes.List(diagnostics.Source, single), key);
                return [single];
            case YamlSequence list:
                return list.Items.Where(i => i is not YamlScalar { IsNull: true }).Select(i => Shape<YamlMapping>(key, i, "a list of mappings")).OfType<YamlMapping>();
            case { } other:
                diagnostics.Add(BindingDescriptors.WrongShape, other.Span, key, "a list", other.Kind);
                return [];
        }
    }

    public MappingReader Inner(YamlMapping inner, string name) => new(inner, name, diagnostics);

    public T? Shape<T>(string key, YamlNode? node, string expected)
        where T : YamlNode
    {
        if (node is null or T or YamlBroken)
        {
            return node as T;
        }

        diagnostics.Add(BindingDescriptors.WrongShape, node.Span, key, expected, node.Kind);
        return null;
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    /// <param name="descriptor">What they are; by default a warning.</param>
    public void Finish(DiagnosticDescriptor? descriptor = null)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!_known.Contains(entry.Key.Value))
            {
                var unused = _known.Where(k => mapping.Find(k) is null);
                diagnostics.Add(descriptor ?? BindingDescriptors.UnknownKey, entry.Key.Span, entry.Key.Value, subject, NearestName.Hint(entry.Key.Value, unused));
            }
        }
    }

    private YamlScalar? Filled(string key, ReadOnlySpan<string> aliases)
    {
        var scalar = Scalar(key, aliases);
        if (scalar is not null && string.IsNullOrWhiteSpace(scalar.Value))
        {
            diagnostics.Add(BindingDescriptors.EmptyText, scalar.Span, key);
            return null;
        }

        return scalar;
    }

    private static Located<string> TextOf(YamlScalar scalar) => new(scalar.Value, scalar.Span);
}
