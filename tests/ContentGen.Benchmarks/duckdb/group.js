// node group.js FILE.csv TIMES: the benchmark's query in DuckDB on one thread, over a table in memory. Prints the least CPU and wall time
// of each way to write "has" in milliseconds: as a term (what Kusto does) and as a substring (less work).
'use strict';
const { DuckDBInstance } = require('@duckdb/node-api');

const [file, times] = [process.argv[2], Number(process.argv[3])];
const group = condition => `select time_bucket(interval '1 hour', TimeGenerated) as t, lower(Computer) as host, count(*) as n from T where ${condition} group by 1, 2`;
const queries = {
  term: group("regexp_matches(CommandLine, '(?i)(^|[^a-z0-9])powershell($|[^a-z0-9])')"),
  substring: group("contains(lower(CommandLine), 'powershell')"),
};

(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`create table T as select * from read_csv('${file.replaceAll("'", "''")}', types = {'TimeGenerated': 'TIMESTAMP', 'EventID': 'INTEGER', 'Bytes': 'BIGINT'})`);
  const result = {};
  for (const [name, query] of Object.entries(queries)) {
    const best = { cpu: Infinity, wall: Infinity, rows: 0 };
    for (let i = 0; i < times; i++) {
      const [cpu, wall] = [process.cpuUsage(), process.hrtime.bigint()];
      const reader = await connection.runAndReadAll(query);
      best.wall = Math.min(best.wall, Number(process.hrtime.bigint() - wall) / 1e6);
      const used = process.cpuUsage(cpu);
      best.cpu = Math.min(best.cpu, (used.user + used.system) / 1e3);
      best.rows = reader.currentRowCount;
    }
    result[name] = best;
  }
  console.log(JSON.stringify(result));
})();
