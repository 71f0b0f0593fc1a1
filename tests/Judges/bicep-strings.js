'use strict';

/**
 * Finds the strings and comments of a Bicep source text by the rules of Bicep's own lexer (Lexer.cs in Azure/bicep:
 * ScanStringSegment, ScanMultilineString, TryGetStringValue). tree-sitter-bicep cannot be asked, because its grammar
 * - takes a // or /* that opens a string, or follows an escape in it, for a comment (KQL has them after every \n),
 * - accepts escapes that Bicep refuses (\x41, \u0041, \", \u{110000}) and line ends inside '...',
 * - refuses the empty ''''''.
 *
 * Returns
 *   strings  Map from the start index to { end, value, interpolated }
 *   errors   [{ index, text }]
 *   masked   the text for tree-sitter: same length, same lines, but the plain characters of '...' are x, backslashes in
 *            comments are x (one at the end of a // comment would swallow the next line), and '''''' is 'xxxx'.
 *            Nothing is lost to the grammar: any plain character is legal there. Quotes, escapes and holes stay.
 */
function scan(text) {
  const strings = new Map();
  const errors = [];
  const masked = text.split('');
  const open = []; // inside ${ }: the string to return to, or null for an object's brace
  let index = 0;

  while (index < text.length) {
    if (text.startsWith('//', index)) skipComment(/[\r\n]|$/g, 0);
    else if (text.startsWith('/*', index)) skipComment(/\*\/|$/g, 2);
    else if (text.startsWith("'''", index)) readMultiLine();
    else if (text[index] === "'") readSegment(begin(), index + 1);
    else if (text[index] === '}' && open.length > 0) closeBrace();
    else {
      if (text[index] === '{' && open.length > 0) open.push(null);
      index++;
    }
  }

  for (const unclosed of open) {
    if (unclosed) errors.push({ index: unclosed.start, text: 'the ${ of this string is never closed' });
  }

  return { strings, errors, masked: masked.join('') };

  function begin() {
    const string = { start: index, end: text.length, value: '', interpolated: false };
    strings.set(index, string);
    return string;
  }

  function closeBrace() {
    const string = open.pop();
    if (string) readSegment(string, index + 1);
    else index++;
  }

  function skipComment(terminator, length) {
    terminator.lastIndex = index + length;
    const end = terminator.exec(text).index + length;
    for (; index < end; index++) {
      if (masked[index] === '\\') masked[index] = 'x';
    }
  }

  /** Reads on from a quote, or from the brace that closes a hole, to the next hole or the end of the string. */
  function readSegment(string, from) {
    const escape = /\\(?:([nrt\\'$])|u\{([0-9a-fA-F]+)\})/y;
    index = from;
    while (index < text.length && text[index] !== '\n' && text[index] !== '\r') {
      if (text[index] === "'") {
        string.end = ++index;
        return;
      }

      if (text.startsWith('${', index)) {
        string.interpolated = true;
        open.push(string);
        index += 2;
        return;
      }

      escape.lastIndex = index;
      const character = unescape(escape.exec(text));
      if (character !== null) {
        string.value += character;
        index = escape.lastIndex;
        continue;
      }

      if (text[index] === '\\') errors.push({ index, text: `not an escape of Bicep: ${text.slice(index, index + 2)}` });
      string.value += text[index];
      masked[index++] = 'x';
    }

    string.end = index;
    errors.push({ index: string.start, text: 'this string does not end on its line' });
  }

  function readMultiLine() {
    const string = begin();
    const close = /'''+/g; // quotes beyond the last three belong to the text
    close.lastIndex = index + 3;
    const found = close.exec(text);
    if (!found) errors.push({ index, text: "this ''' string never ends" });

    index = string.end = found ? close.lastIndex : text.length;
    const content = text.slice(string.start + 3, found ? index - 3 : index);
    string.value = content.replace(/^\r?\n?/, '');
    if (/^'*$/.test(content)) masked.fill('x', string.start + 1, index - 1);
  }
}

function unescape(match) {
  if (!match) return null;
  const [, letter, hex] = match;
  if (letter) return { n: '\n', r: '\r', t: '\t' }[letter] ?? letter;
  const codePoint = parseInt(hex, 16);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : null;
}

module.exports = { scan };
