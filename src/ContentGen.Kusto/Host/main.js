// The loop: a JSON line in, two JSON lines out (summary, tree). No network, no files, no clock: KQL is data.
(function (host) {
  'use strict';
  const fs = require('fs');

  function answer(request) {
    host.declare(request.declare);
    const { summary, tree } = host.bind(request);
    return [summary, tree];
  }

  function failure(error) {
    // The library recurses; a query that is nested too deeply for the stack is the query's fault, not ours.
    const deep = error instanceof RangeError && /call stack/i.test(error.message);
    return { failed: deep ? 'nested too deeply' : String(error && error.message || error).slice(0, 200) };
  }

  function write(text) {
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length;) {
      try { done += fs.writeSync(1, bytes, done); } catch (error) {
        if (error.code === 'EPIPE') process.exit(0);
        if (error.code !== 'EAGAIN') throw error;
      }
    }
  }

  function* lines() {
    const chunk = Buffer.alloc(1 << 16);
    let rest = [];
    for (;;) {
      let count;
      try { count = fs.readSync(0, chunk, 0, chunk.length, null); } catch (error) {
        if (error.code === 'EAGAIN') continue;
        if (error.code === 'EOF') return;
        throw error;
      }
      if (count === 0) return;
      let start = 0;
      for (let at; (at = chunk.subarray(0, count).indexOf(10, start)) >= 0; start = at + 1) {
        rest.push(Buffer.from(chunk.subarray(start, at)));
        yield Buffer.concat(rest).toString('utf8');
        rest = [];
      }
      if (start < count) rest.push(Buffer.from(chunk.subarray(start, count)));
    }
  }

  host.main = function () {
    write(JSON.stringify({ ready: true, node: process.versions.node }) + '\n');
    for (const line of lines()) {
      let id = null, parts;
      try {
        const request = JSON.parse(line);
        id = request.id;
        parts = answer(request);
      } catch (error) {
        parts = [failure(error), null];
      }
      write(JSON.stringify({ id, ...parts[0] }) + '\n' + JSON.stringify(parts[1]) + '\n');
    }
  };

  // Analyses made before the snapshot is taken: the library's lazy tables come along with it.
  host.warm = function () {
    const key = 'warm';
    host.declare({ [key]: { kind: 'table', name: 'Warm', columns: 'TimeGenerated:datetime,Name:string,Count:long,Bag:dynamic,Flag:bool' } });
    const query = 'let list = dynamic(["a", "b"]); let since = 1d; let named = (name: string) { Warm | where Name has name };\n'
      + 'Warm | where TimeGenerated > ago(since) and Name in~ (list) and Name has_any (list) or Name =~ "x" and Name matches regex "a.*"\n'
      + '| extend Label = case(Count > 1, "a", Flag, "b", "c"), Host = tostring(split(Name, ".")[0]), Path = tostring(Bag.a.b), Text = strcat(Name, "x", tolower(Name))\n'
      + '| join kind=leftouter (named("q") | project Name, Other = iff(Flag, 1, 2)) on Name\n'
      + '| summarize Total = count(), First = min(TimeGenerated), Last = max(TimeGenerated), Names = make_set(Label, 100), arg_max(TimeGenerated, *), dcount(Host) by bin(TimeGenerated, 1h), Name\n'
      + '| union (Warm | project TimeGenerated, Name) | mv-expand Names to typeof(string) | parse Name with * "x" Rest | where isnotempty(Rest) | project-away Rest | sort by TimeGenerated desc';
    for (let i = 0; i < 3; i++) host.bind({ query, symbols: [key] });
    host.declared.clear();
  };

  const snapshot = require('v8').startupSnapshot;
  if (snapshot && snapshot.isBuildingSnapshot()) {
    host.warm();
    snapshot.setDeserializeMainFunction(host.main);
  } else {
    host.main();
  }
})(globalThis.contentGenHost);
