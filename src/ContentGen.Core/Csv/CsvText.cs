using System.Collections.Immutable;
using System.Text;
using ContentGen.Core.Text;

namespace ContentGen.Core.Csv;

/// <summary>
/// Comma-separated values as RFC 4180 has them: fields in double quotes may hold commas, line breaks and doubled quotes. Lines without
/// any character are left out. What comes before an error is there.
/// </summary>
public sealed record CsvText(ImmutableArray<CsvRecord> Records, CsvError? Error)
{
    public static CsvText Read(string text) => new Reader(text).Read();

    private sealed class Reader(string text)
    {
        private int _at;
        private CsvError? _error;

        public CsvText Read()
        {
            var records = ImmutableArray.CreateBuilder<CsvRecord>();
            while (_at < text.Length && _error is null)
            {
                if (text[_at] is '\r' or '\n')
                {
                    _at++;
                    continue;
                }

                var record = Record();
                if (_error is null)
                {
                    records.Add(record);
                }
            }

            return new CsvText(records.ToImmutable(), _error);
        }

        private CsvRecord Record()
        {
            var start = _at;
            var fields = ImmutableArray.CreateBuilder<Located<string>>();
            do
            {
                fields.Add(_at < text.Length && text[_at] == '"' ? Quoted() : Plain());
            }
            while (_error is null && _at < text.Length && text[_at++] == ',');
            return new CsvRecord(fields.ToImmutable(), TextSpan.FromBounds(start, fields[^1].Span.End));
        }

        private Located<string> Plain()
        {
            var start = _at;
            while (_at < text.Length && text[_at] is not (',' or '\r' or '\n'))
            {
                if (text[_at] == '"')
                {
                    _error = new CsvError("a quote stands inside a value that does not start with one", new TextSpan(_at, 1));
                    break;
                }

                _at++;
            }

            return new Located<string>(text[start.._at], TextSpan.FromBounds(start, _at));
        }

        private Located<string> Quoted()
        {
            var start = _at++;
            var value = new StringBuilder();
            for (; _at < text.Length; _at++)
            {
                if (text[_at] != '"')
                {
                    value.Append(text[_at]);
                }
                else if (_at + 1 < text.Length && text[_at + 1] == '"')
                {
                    value.Append(text[_at++]);
                }
                else
                {
                    break;
                }
            }

            if (_at == text.Length)
            {
                _error = new CsvError("a quote is never closed", new TextSpan(start, 1));
            }
            else if (++_at < text.Length && text[_at] is not (',' or '\r' or '\n'))
            {
                _error = new CsvError("text stands behind the closing quote of a value", new TextSpan(_at, 1));
            }

            return new Located<string>(value.ToString(), TextSpan.FromBounds(start, _at));
        }
    }
}
