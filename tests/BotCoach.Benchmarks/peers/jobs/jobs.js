// node jobs.js URL graphile|pgboss|bare|content fill|run COUNT: each at its best: graphile-worker with a local queue and jobs completed in batches, pg-boss with
// fetch and complete in batches of 500 by two loops, and a bare table with a partial index, claimed and finished in batches of 500 by two connections: with a
// number in each row, or with the content. What the jobs carry is what our messages say (contents.json).
import { readFileSync } from 'node:fs';
import pg from 'pg';

const [url, peer, verb, count] = process.argv.slice(2);
const many = +count;
const contents = JSON.parse(readFileSync('contents.json', 'utf8'));
const texts = contents.map(c => JSON.stringify(c));
const say = found => console.log(JSON.stringify(found));
const ms = from => performance.now() - from;
const query = async (sql, values) => {
  const client = new pg.Client(url);
  await client.connect();
  try { return (await client.query(sql, values)).rows; } finally { await client.end(); }
};
const batches = async add => {
  const from = performance.now();
  for (let i = 0; i < many; i += 1000) await add(Array.from({ length: Math.min(1000, many - i) }, (_, k) => contents[(i + k) % contents.length]));
  return many / ms(from) * 1000;
};
const rate = (done, from) => done / ms(from) * 1000;
const latencies = async (times, one) => {
  const all = [];
  for (let i = 0; i < times; i++) { all.push(await one()); await new Promise(s => setTimeout(s, 3)); }
  all.sort((a, b) => a - b);
  return { p50: all[Math.floor(all.length / 2)], p99: all[Math.floor(all.length * 0.99)] };
};

const graphile = {
  async open() {
    const { Logger } = await import('@graphile/logger');
    const { makeWorkerUtils, run } = await import('graphile-worker');
    const preset = { worker: { connectionString: url, concurrentJobs: 10, maxPoolSize: 12, logger: new Logger(() => () => {}), localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
    const utils = await makeWorkerUtils({ preset });
    await utils.migrate();
    return { utils, run, preset };
  },
  async fill() {
    const { utils } = await this.open();
    await utils.addJob('noop', { n: 0 }, { runAt: new Date(Date.now() + 7.2e6) });
    await query(`insert into graphile_worker._private_jobs(task_id, payload, run_at) select t.id, ($1::text[])[1 + g % ${texts.length}]::json, now() + interval '2 hours' + g * interval '1 millisecond' from graphile_worker._private_tasks t, generate_series(1, ${many}) g where t.identifier = 'noop'`, [texts]);
    await query('vacuum analyze graphile_worker._private_jobs');
    await utils.release();
  },
  async run() {
    const { utils, run, preset } = await this.open();
    const enqueue = await batches(jobs => utils.addJobs(jobs.map(payload => ({ identifier: 'noop', payload }))));
    let done = 0, all, claimed;
    const finished = new Promise(s => { all = s; });
    const from = performance.now();
    const runner = await run({ preset, noHandleSignals: true, taskList: { noop: async () => { if (++done === many) all(); }, ping: async () => claimed() } });
    await finished;
    const execute = rate(many, from);
    const idle = await latencies(100, async () => {
      const there = new Promise(s => { claimed = s; });
      const at = performance.now();
      await utils.addJob('ping', {});
      await there;
      return ms(at);
    });
    await runner.stop();
    await utils.release();
    return { enqueue, execute, ...idle };
  },
};

const pgboss = {
  async open() {
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({ connectionString: url, max: 10, supervise: true, schedule: false });
    boss.on('error', fault => console.error(fault.message));
    boss.on('warning', () => {});
    await boss.start();
    await boss.createQueue('noop');
    return boss;
  },
  async fill() {
    const boss = await this.open();
    await query(`insert into pgboss.job(name, data, start_after, policy) select 'noop', ($1::text[])[1 + g % ${texts.length}]::jsonb, now() + interval '2 hours' + g * interval '1 millisecond', 'standard' from generate_series(1, ${many}) g`, [texts]);
    await query('vacuum analyze');
    await boss.stop({ graceful: false });
  },
  async run() {
    const boss = await this.open();
    const enqueue = await batches(jobs => boss.insert('noop', jobs.map(data => ({ data }))));
    let done = 0;
    const from = performance.now();
    await Promise.all([0, 1].map(async () => {
      for (let jobs; (jobs = await boss.fetch('noop', { batchSize: 500 }))?.length; done += jobs.length) await boss.complete('noop', jobs.map(j => j.id));
    }));
    const execute = rate(done, from);
    await boss.stop({ graceful: false });
    return { enqueue, execute, done };
  },
};

// What a row holds, and how a thousand new ones are given.
const bare = ({ type, filled, added, values }) => ({
  async fill() {
    await query(`create table job(id bigint generated always as identity primary key, tenant int not null, kind text not null, payload ${type} not null, due_at timestamptz not null, state smallint not null default 0, attempts smallint not null default 0, locked_until timestamptz, done_at timestamptz, reference text);
      create index job_due on job(due_at, id) where state = 0`);
    await query(`insert into job(tenant, kind, payload, due_at) select g % 100, 'noop', ${filled}, now() + interval '2 hours' + g * interval '1 millisecond' from generate_series(1, ${many}) g where cardinality($1::text[]) > 0`, [texts]);
    await query('vacuum analyze job');
  },
  async run() {
    const clients = await Promise.all([0, 1].map(async () => { const client = new pg.Client(url); await client.connect(); return client; }));
    const enqueue = await batches(jobs => clients[0].query({ name: 'add', text: `insert into job(tenant, kind, payload, due_at) select 1, 'noop', ${added}, now() from unnest($1) n`.replace('$1', `$1::${values.type}[]`), values: [jobs.map(values.of)] }));
    let done = 0;
    const from = performance.now();
    await Promise.all(clients.map(async client => {
      for (;;) {
        const jobs = (await client.query({ name: 'claim', text: `update job set state = 1, attempts = attempts + 1, locked_until = now() + interval '60 s' where id in (select id from job where state = 0 and due_at <= now() order by due_at, id limit 500 for update skip locked) returning id, payload` })).rows;
        if (!jobs.length) return;
        await client.query({ name: 'finish', text: 'update job set state = 2, done_at = now(), reference = lpad(id::text, 20) where id = any($1)', values: [jobs.map(j => j.id)] });
        done += jobs.length;
      }
    }));
    const execute = rate(done, from);
    await Promise.all(clients.map(client => client.end()));
    return { enqueue, execute };
  },
});
const tiny = bare({ type: 'jsonb', filled: `jsonb_build_object('n', g)`, added: `jsonb_build_object('n', n)`, values: { type: 'int', of: (_, n) => n } });
const wide = bare({ type: 'text', filled: `($1::text[])[1 + g % ${texts.length}]`, added: 'n', values: { type: 'text', of: content => JSON.stringify(content) } });

say(await { graphile, pgboss, bare: tiny, content: wide }[peer][verb]() ?? {});
process.exit(0);
