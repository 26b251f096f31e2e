// Bolt, doing for a click what BotCoach does: the same reads and writes, in one transaction, committed before the answer.
const { App, HTTPReceiver } = require('@slack/bolt');
const { Pool } = require('pg');
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const receiver = new HTTPReceiver({ signingSecret: process.env.SIGNING_SECRET, endpoints: ['/slack/interactions'], logLevel: 'error', processBeforeResponse: true });
const app = new App({ receiver, logLevel: 'error', processBeforeResponse: true, authorize: async () => ({ botToken: 'xoxb-x', botId: 'B0BOT', botUserId: 'U0BOT' }) });
const statements = require('./statements.json');
const card = 'x'.repeat(4500);

const click = column => async ({ ack, body, action }) => {
  const session = await pool.connect();
  const run = (name, ...values) => session.query({ name, text: statements[name], values });
  try {
    await session.query('begin');
    const workspace = (await run('installation', 'slack', body.user.team_id)).rows[0].workspace_id;
    const dedupe = `act-${body.trigger_id}`;
    if ((await run('seen', workspace, 'slack', dedupe)).rowCount === 0) {
      const person = (await run('identity', workspace, 'slack', body.user.team_id, body.user.id)).rows[0].person_id;
      await run('person', workspace, 'slack', body.user.team_id, body.user.id);
      await run('workspace', workspace);
      const deal = (await run('deal', workspace, action.value)).rows[0];
      const due = (await run('deal_due', workspace, deal.id)).rows[0];
      for (const name of ['answers', 'stakeholders', 'artifacts', 'overrides', 'said']) await run(name, workspace, deal.id);
      await run('events', workspace, deal.id, 0, 300);
      await run('event_texts', workspace, deal.id, 0, 300);
      const message = (await run('message', workspace, person, 'slack', body.container.message_ts)).rows[0];
      const now = new Date();
      const seq = +deal.event_seq + 1;
      await run(`set_${column}`, workspace, deal.id, deal.revision, seq, +deal.revision + 1, now);
      await run('set_due', workspace, due.deal_id, now, +due.revision + 1);
      await run('add_event', workspace, deal.id, seq, person, JSON.stringify({ [column]: now }), now);
      await run('set_message', workspace, message.id, message.revision, card + seq, now, +message.revision + 1);
      await run('add_seen', workspace, 'slack', dedupe, '{"is":"nothing"}', now);
    }
    await session.query('commit');
  } catch (fault) {
    await session.query('rollback');
    throw fault;
  } finally {
    session.release();
  }
  await ack();
};

app.action('deal.heard', click('heard'));
app.action('deal.touched', click('touched'));
app.error(async fault => console.error(fault.message));
app.start({ port: +process.env.PORT, host: '127.0.0.1' }).then(() => console.log('up'));
