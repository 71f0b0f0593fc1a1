namespace ContentGen.Core.Binding;

/// <summary>The words that a key accepts, each with its meaning. The first spelling of a meaning is the one that we write.</summary>
internal sealed class Vocabulary<T>
{
    private readonly (string Word, T Value)[] _words;
    private readonly Dictionary<string, int> _exact;
    private readonly Dictionary<string, int> _folded;

    public Vocabulary(string noun, params (string Word, T Value)[] words)
    {
        Noun = noun;
        _words = words;
        var indexed = words.Select((w, i) => (w.Word, Index: i)).ToArray();
        _exact = indexed.ToDictionary(w => w.Word, w => w.Index, StringComparer.Ordinal);
        _folded = indexed.DistinctBy(w => Fold(w.Word)).ToDictionary(w => Fold(w.Word), w => w.Index, StringComparer.Ordinal);
    }

    public string Noun { get; }

    public IEnumerable<string> Words => _words.Select(w => w.Word);

    /// <summary>The meaning of a word; <paramref name="canonical"/> is its right spelling.</summary>
    public bool TryFind(string text, out T value, out string canonical)
    {
        if (_exact.TryGetValue(text, out var index) || _folded.TryGetValue(Fold(text), out index))
        {
            (canonical, value) = _words[index];
            return true;
        }

        (canonical, value) = ("", default!);
        return false;
    }

    // Case, blanks and hyphens: "Command and Control" is CommandAndControl.
    private static string Fold(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}
