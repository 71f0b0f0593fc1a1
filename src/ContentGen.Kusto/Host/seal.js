// First of all: takes what the loop needs of Node (its own pipes, V8's switches) and then takes everything else away from the code that
// follows, the library's included. A query is data; whatever it should ever make that code do, there is no network, no program, no module
// to do it with.
globalThis.contentGenHost = { fs: require('fs'), v8: require('v8') };
require = undefined;
module = { exports: {} };
exports = module.exports;
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'Request', 'Response', 'Worker', 'BroadcastChannel', 'MessageChannel', 'WebAssembly', 'navigator']) {
  delete globalThis[name];
}
for (const name of ['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'mainModule', 'kill', 'chdir', 'loadEnvFile']) {
  try { process[name] = undefined; } catch { Object.defineProperty(process, name, { value: undefined }); }
}
