'use strict';

/**
 * Reads JSON lines from stdin and writes one verdict per line to stdout, in order.
 * Nothing is written before stdin ends: a caller that writes everything before it reads cannot deadlock on a full pipe.
 * Lines are split here because readline also breaks at U+2028, which may stand unescaped inside a JSON string.
 */
async function judgeStdin(judge) {
  let input = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) input += chunk;

  // .NET's UTF-8 writers start a stream with a byte order mark.
  const lines = input.replace(/^\uFEFF/, '').split('\n').filter(line => line.trim() !== '');
  process.stdout.write(lines.map(line => JSON.stringify(judgeLine(line, judge)) + '\n').join(''));
}

function judgeLine(line, judge) {
  let request;
  try {
    request = JSON.parse(line);
  } catch {
    return { id: null, errors: ['not JSON'] };
  }

  if (!isObject(request)) return { id: null, errors: ['not a JSON object'] };

  const id = request.id ?? null;
  try {
    return { id, ...judge(request) };
  } catch (error) {
    // For instance a stack overflow on absurdly nested input: a verdict, not a crash.
    return { id, errors: [`the judge failed: ${error.message}`] };
  }
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

module.exports = { judgeStdin, judgeLine, isObject };
