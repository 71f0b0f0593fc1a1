// Formats a query with the library's own formatter, and makes sure that only blanks and line breaks changed.
(function (host) {
  'use strict';

  const parse = text => host.language.KustoCode.Parse(text, host.language.GlobalState.Default);

  // Every token and every comment, in order; a comment that would swallow a token changes the list.
  function content(text) {
    const out = [];
    for (const token of host.list(parse(text).GetLexicalTokens())) {
      for (const m of (token.Trivia || '').matchAll(/\/\/[^\r\n]*/g)) out.push(m[0].trimEnd());
      out.push(token.Text);
    }
    return out.join('\u0000');
  }

  host.format = function (request) {
    const { Editor } = host.language;
    const options = Editor.FormattingOptions.Default.WithInsertMissingTokens(false);
    const formatted = new Editor.KustoCodeService.ctor(parse(request.query)).GetFormattedText(options).Text
      .replace(/\r\n?/g, '\n').split('\n').map(line => line.trimEnd()).join('\n');
    return { summary: { formatted: content(formatted) === content(request.query) ? formatted : null }, tree: null };
  };
})(globalThis.contentGenHost);
