using ContentGen.Core.Text;

namespace ContentGen.Kusto.Catalog;

/// <summary>Steps over a text of declarations: blanks, comments, names, quoted strings, balanced brackets.</summary>
internal sealed class DeclarationLexer(string text, int start)
{
    public int Position { get; private set; } = start;

    public bool AtEnd
    {
        get
        {
            SkipBlanks();
            return Position >= text.Length;
        }
    }

    public char Peek()
    {
        SkipBlanks();
        return Position < text.Length ? text[Position] : '\0';
    }

    public bool TryTake(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>A run of name characters, dots and hyphens, or ""; dots and hyphens only where <paramref name="command"/>.</summary>
    public string Word(bool command = false)
    {
        SkipBlanks();
        var begin = Position;
        while (Position < text.Length && (KqlNames.IsNamePart(text[Position]) || (command && text[Position] is '.' or '-')))
        {
            Position++;
        }

        return text[begin..Position];
    }

    /// <summary>A name: plain, <c>['odd']</c> or <c>["odd"]</c>; "" when there is none.</summary>
    public string Name()
    {
        if (Peek() != '[')
        {
            return Word();
        }

        Position++;
        var name = QuotedText();
        return TryTake(']') ? name : "";
    }

    /// <summary>A string in single or double quotes, decoded; "" when there is none.</summary>
    public string QuotedText()
    {
        var quote = Peek();
        if (quote is not ('\'' or '"'))
        {
            return "";
        }

        var decoded = new System.Text.StringBuilder();
        for (Position++; Position < text.Length && text[Position] != quote; Position++)
        {
            if (text[Position] == '\\' && Position + 1 < text.Length)
            {
                Position++;
            }

            decoded.Append(text[Position]);
        }

        Position = Math.Min(Position + 1, text.Length);
        return decoded.ToString();
    }

    /// <summary>The text between an opening bracket and its partner, strings and comments stepped over; null when it never closes.</summary>
    public string? Balanced(char open, char close)
    {
        if (!TryTake(open))
        {
            return null;
        }

        var begin = Position;
        for (var depth = 1; Position < text.Length; Position++)
        {
            var c = text[Position];
            if (c == open && ++depth > 0)
            {
                continue;
            }

            if (c == close && --depth == 0)
            {
                return text[begin..Position++];
            }

            if (c is '\'' or '"')
            {
                SkipString();
            }
            else if (c == '/' && Position + 1 < text.Length && text[Position + 1] == '/')
            {
                SkipLine();
                Position--;
            }
        }

        Position = begin - 1;
        return null;
    }

    /// <summary>What stands here, for a message.</summary>
    public string Found() => Peek() == '\0' ? "the end of the file" : $"'{text[Position]}'";

    /// <summary>Goes to the next line that starts with a dot: the next declaration.</summary>
    public void SkipToNext()
    {
        do
        {
            SkipLine();
            Position = Math.Min(Position + 1, text.Length);
        }
        while (Position < text.Length && text[Position] != '.');
    }

    public TextSpan Here(int length = 1) => new(Math.Min(Position, text.Length), Position < text.Length ? length : 0);

    // Position is at the opening quote and ends at the closing one. @"..." knows no escapes.
    private void SkipString()
    {
        var verbatim = Position > 0 && text[Position - 1] == '@';
        var quote = text[Position];
        for (Position++; Position < text.Length && text[Position] != quote && text[Position] != '\n'; Position++)
        {
            if (text[Position] == '\\' && !verbatim)
            {
                Position++;
            }
        }
    }

    private void SkipLine()
    {
        while (Position < text.Length && text[Position] != '\n')
        {
            Position++;
        }
    }

    private void SkipBlanks()
    {
        while (Position < text.Length)
        {
            if (char.IsWhiteSpace(text[Position]))
            {
                Position++;
            }
            else if (text[Position] == '/' && Position + 1 < text.Length && text[Position + 1] == '/')
            {
                SkipLine();
            }
            else
            {
                return;
            }
        }
    }
}
