using System.Text;
using HandlebarsDotNet;

namespace ContentGen.Emit.Pages;

/// <summary>What Handlebars does with the value of {{x}}; {{{x}}} stays as it is.</summary>
internal sealed class MarkdownEncoder : ITextEncoder
{
    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target) => target.Write(MarkdownText.Encode(text ?? ""));

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var characters = new StringBuilder();
        while (text?.MoveNext() ?? false)
        {
            _ = characters.Append(text.Current);
        }

        Encode(characters, target);
    }
}
