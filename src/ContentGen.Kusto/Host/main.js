// The loop: a JSON line in, two JSON lines out (summary, tree). No network, no files, no clock: KQL is data.
(function (host) {
  'use strict';
  const { fs, v8 } = host;

  function answer(request) {
    host.declare(request.declare);
    const { summary, tree } = request.format ? host.format(request) : host.bind(request);
    return [summary, tree];
  }

  // The library recurses; a query that is nested too deeply for the stack is the query's fault, not ours.
  host.isTooDeep = error => error instanceof RangeError && /call stack/i.test(error.message);

  function failure(error) {
    return { failed: host.isTooDeep(error) ? 'nested too deeply' : String(error && error.message || error).slice(0, 200) };
  }

  // A message may quote half of a surrogate pair, which JSON can escape and readers may refuse.
  const wellFormed = json => json.replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, m => m === '\\\\' ? m : '\\ufffd');

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
    // Thousands of functions run a few times each: V8's default is too eager and spends a fifth of the time on code that is thrown away.
    v8.setFlagsFromString('--interrupt-budget=500000');
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
      write(wellFormed(JSON.stringify({ id, ...parts[0] })) + '\n' + wellFormed(JSON.stringify(parts[1])) + '\n');
    }
  };

  // Analyses made before the snapshot is taken: the library's lazy tables and the code of what rules use come along with it.
  const usual = [
    'let list = dynamic(["a", "b"]); let since = 1d; let named = (name: string) { Warm | where Name has name };\n'
      + 'Warm | where TimeGenerated > ago(since) and Name in~ (list) and Name has_any (list) or Name =~ "x" and Name matches regex "a.*"\n'
      + '| extend Label = case(Count > 1, "a", Flag, "b", "c"), Host = tostring(split(Name, ".")[0]), Path = tostring(Bag.a.b), Text = strcat(Name, "x", tolower(Name))\n'
      + '| join kind=leftouter (named("q") | project Name, Other = iff(Flag, 1, 2)) on Name\n'
      + '| summarize Total = count(), First = min(TimeGenerated), Last = max(TimeGenerated), Names = make_set(Label, 100), arg_max(TimeGenerated, *), dcount(Host) by bin(TimeGenerated, 1h), Name\n'
      + '| union (Warm | project TimeGenerated, Name) | mv-expand Names to typeof(string) | parse Name with * "x" Rest | where isnotempty(Rest) | project-away Rest | sort by TimeGenerated desc',
    'let known = datatable(Tool: string, Rank: int) ["a", 1, "b", 2]; let top1 = toscalar(known | summarize max(Rank)); let kept = materialize(Warm | where Count between (1 .. top1));\n'
      + 'union isfuzzy=true (kept | where Name !endswith "$" and Name startswith "x" and not(Name contains "y")), (Warm | where Name !in ("a", "b") and Name has_all ("p", "q"))\n'
      + '| lookup kind=leftouter known on $left.Name == $right.Tool | extend Part = extract("a(b)", 1, Name), Items = parse_json(tostring(Bag)), Size = array_length(set_union(dynamic([]), Bag.list))\n'
      + '| mv-apply Item = Items on (where Item.key =~ "x" | extend Value = tostring(Item.value) | take 1) | evaluate bag_unpack(Bag)\n'
      + '| top 5 by Count | project-rename Renamed = Count | project-reorder Renamed | distinct Renamed, Name | where Name !~ "z" | as Last | count',
    'let feed = externaldata(Address: string) [@"https://example.test/list.csv"] with (format="csv"); Warm | join kind=inner hint.strategy=shuffle (feed | distinct Address) on $left.Name == $right.Address\n'
      + '| make-series Total = count() default=0 on TimeGenerated from ago(7d) to now() step 1h by Name | extend Anomalies = series_stats(Total) | mv-expand TimeGenerated to typeof(datetime), Total to typeof(long)\n'
      + '| summarize percentiles(Total, 50, 95), countif(Total > 1), make_list(Name), take_any(Name), avg(Total), sum(Total), dcountif(Name, Total > 2) by Name, startofday(TimeGenerated)\n'
      + '| extend Gap = datetime_diff("minute", now(), TimeGenerated), Address = parse_ipv4(Name), Key = coalesce(Name, "none"), Text = format_datetime(TimeGenerated, "yyyy"), Short = substring(Name, 0, 3), Clean = replace_string(trim(" ", Name), "a", "b")',
  ];

  host.warm = function () {
    const key = 'warm';
    host.declare({ [key]: { kind: 'table', name: 'Warm', columns: 'TimeGenerated:datetime,Name:string,Count:long,Bag:dynamic,Flag:bool' } });
    for (let i = 0; i < 3; i++) for (const query of usual) JSON.stringify(host.bind({ query, symbols: [key] }));
    host.declared.clear();
  };

  const snapshot = v8.startupSnapshot;
  if (snapshot && snapshot.isBuildingSnapshot()) {
    host.warm();
    snapshot.setDeserializeMainFunction(host.main);
  } else {
    host.main();
  }
})(globalThis.contentGenHost);
