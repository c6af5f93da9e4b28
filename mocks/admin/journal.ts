import { Hono } from 'hono';
import type * as z from 'zod';
import { answerOf } from '../journal/answers.ts';
import { expectationSchema, filterSchema, judge, select } from '../journal/expectation.ts';
import { clearJournal, droppedOf, entriesOf, type JournalState } from '../journal/journal.ts';
import { VENDOR_IDS } from '../registry.ts';
import { AdminMistake, readJson } from './body.ts';

const DEFAULT_LIMIT = 100;
const SHOWN_BY_EXPECT = 20;
const NUMBERS = ['status', 'after', 'before'];

/** `/__mock/journal` and `/__mock/expect`: what was asked of the simulation. */
export function journalRoutes(journal: () => JournalState): Hono {
  const filter = filterSchema(VENDOR_IDS);
  const expectations = expectationSchema(VENDOR_IDS);
  return new Hono()
    .get('/journal', (context) => {
      const { limit = String(DEFAULT_LIMIT), ...query } = context.req.query();
      if (!/^\d{1,5}$/.test(limit)) throw new AdminMistake('limit must be a whole number from 0 to 99999');
      const found = select(journal(), read(filter, fromQuery(query)));
      const entries = limit === '0' ? [] : found.slice(-Number(limit));
      const { made } = journal();
      return context.json({ count: found.length, made, dropped: droppedOf(journal()), entries });
    })
    .get('/journal/:number', (context) => {
      const number = context.req.param('number');
      const entry = entriesOf(journal()).find((one) => String(one.number) === number);
      if (!entry) throw new AdminMistake('there is no such request in the journal', 404);
      const answer = answerOf(entry);
      return context.json({ ...entry, ...(answer && { answer }) });
    })
    .delete('/journal', (context) => {
      clearJournal(journal());
      return context.json({ count: 0 });
    })
    .post('/expect', async (context) => {
      const expectation = read(expectations, await readJson(context));
      const { outcome, count, seen, dropped } = judge(journal(), expectation);
      const answer = { outcome, expected: expectation, count, dropped, seen: seen.slice(-SHOWN_BY_EXPECT) };
      if (outcome === 'met') return context.json(answer);
      if (outcome === 'failed') return context.json(answer, 417);
      const error = `${dropped} requests were dropped from the journal, so it cannot tell: clear it earlier, or let it keep more with --journal`;
      return context.json({ error, ...answer }, 409);
    });
}

/** `header.X-Request-Id=a` and `query.limit=10` are members of members. */
function fromQuery(query: Readonly<Record<string, string>>): Record<string, unknown> {
  const filter: Record<string, unknown> = {};
  const inner: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(query)) {
    const [, group, member] = /^(header|query)\.(.+)$/.exec(name) ?? [];
    if (group !== undefined && member !== undefined) inner[group] = { ...inner[group], [member]: value };
    else filter[name] = NUMBERS.includes(name) && /^\d+$/.test(value) ? Number(value) : value;
  }
  return { ...filter, ...inner };
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new AdminMistake(place === '' ? (issue?.message ?? 'cannot be read') : `${place}: ${issue?.message}`);
}
