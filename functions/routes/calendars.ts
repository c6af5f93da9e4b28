import { Hono } from 'hono/tiny';
import * as z from 'zod/mini';
import {
  calendarOf,
  listCalendars,
  makeCalendar,
  readCalendar,
  removeCalendar,
} from '../callers/calendars.ts';
import { limitCaller } from '../callers/limitCaller.ts';
import { requireScope } from '../callers/permissions.ts';
import type { Call } from '../calls/call.ts';
import { holdsSecret } from '../calls/guardRequestId.ts';
import { perform } from '../calls/perform.ts';
import { requireUsable } from '../config/config.ts';
import type { Caller } from '../core/caller.ts';
import { invalidInput, Problem } from '../core/problem.ts';
import { readJsonObject } from '../core/readJsonObject.ts';
import { icsOf } from '../meetings/export/icsOf.ts';
import { filters, listMeetings } from '../meetings/listMeetings.ts';
import type { MeetingList } from '../meetings/model/meetingList.ts';
import { callOf } from './call.ts';
import { type AppContext, type AppEnv, servicesOf } from './context.ts';
import { respond, respondJson, varyOf } from './respond.ts';

/** Feeds that one key may have: each is an entry that nobody but the key takes away. */
const MOST_FEEDS = 50;
/** Entries of a feed, soonest first. */
const MOST_ENTRIES = 1000;

const { kind, provider, account } = filters;
const newCalendar = z.strictObject({
  name: z._default(z.string().check(z.trim(), z.minLength(1), z.maxLength(64)), 'Meetings'),
  /** Whether entries say how to join. */
  join: z._default(z.boolean(), false),
  ...{ kind, provider, account },
});
const MUST_BE: Record<string, string> = {
  name: 'text of 1 to 64 characters',
  join: 'true or false',
  kind: 'meeting or webinar',
  provider: 'huawei or quanshi',
  account: 'the name of an account',
};

/** A feed by its own URL, for programs that can send no key. */
export function calendarFeedRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/calendars/:token/meetings.ics', async (c) => {
    const services = servicesOf(c);
    requireUsable(services.config);
    const token = c.req.param('token');
    if (holdsSecret(c.get('requestId'), [token])) c.set('requestId', crypto.randomUUID());
    const found = /^[\w-]{43}$/.test(token) ? await calendarOf(token, services) : undefined;
    if (!found) throw noCalendar();
    const { caller, record } = found;
    c.set('caller', caller);
    await limitCaller(caller, c.env, services.config);
    return feed(c, record.name, {
      requestId: c.get('requestId'),
      operation: listMeetings.id,
      input: record.of,
      caller,
      options: {},
      at: c.get('at'),
    });
  });
}

/** `GET /v1/meetings.ics` by key, and `/v1/calendars`: URLs of feeds, made, listed and taken away. */
export function calendarRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/meetings.ics', async (c) => {
    const { asked, wrong } = await callOf(c, listMeetings, async () => ({ ...c.req.query() }));
    if (wrong) throw wrong;
    return feed(c, 'Meetings', asked);
  });
  routes.get('/v1/calendars', async (c) => {
    const { caller, name } = ownerOf(c);
    const all = await listCalendars(caller.scopes.includes('admin') ? undefined : name, c.env);
    return respondJson(c, { calendars: all.map(({ scopes, of, ...told }) => described(told, scopes, of)) });
  });
  routes.post('/v1/calendars', async (c) => {
    const { caller, name: owner } = ownerOf(c);
    const { name, join, ...of } = readNew(readJsonObject(await c.req.text()));
    if (join) requireScope(caller, 'secrets');
    if ((await listCalendars(owner, c.env)).length >= MOST_FEEDS)
      throw invalid('name', `must wait: this key has ${MOST_FEEDS} calendars, as many as one may have`);
    const createdAt = new Date(c.get('at')).toISOString();
    const scopes: Caller['scopes'] = join ? ['read', 'secrets'] : ['read'];
    const made = { name, owner, accounts: caller.accounts, createdAt };
    const { id, token } = await makeCalendar({ ...made, scopes, of }, c.env);
    const url = `${new URL(c.req.url).origin}/v1/calendars/${token}/meetings.ics`;
    return respondJson(c, { ...described({ id, ...made }, scopes, of), url }, 201);
  });
  routes.delete('/v1/calendars/:id', async (c) => {
    const { caller, name } = ownerOf(c);
    const id = c.req.param('id');
    const record = /^[0-9a-f]{64}$/.test(id) ? await readCalendar(id, c.env) : undefined;
    if (!record || (record.owner !== name && !caller.scopes.includes('admin'))) throw noCalendar();
    await removeCalendar(id, c.env);
    return respond(c, 204, null, {});
  });
  return routes;
}

function ownerOf(c: AppContext): { caller: Caller; name: string } {
  const caller = c.get('caller');
  requireScope(caller, 'read');
  return { caller, name: caller.name };
}

const described = (
  told: { id: string; name: string; owner: string; accounts: string[]; createdAt: string },
  scopes: Caller['scopes'],
  of: Record<string, string>,
) => ({ ...told, join: scopes.includes('secrets'), ...of });

const noCalendar = () => new Problem('calendar-not-found', 'There is no such calendar.');

/** What is scheduled or runs, as a calendar. All or nothing: a program would take what is missing for cancelled. */
async function feed(c: AppContext, name: string, asked: Call): Promise<Response> {
  const services = servicesOf(c);
  const input = { ...asked.input, status: 'scheduled', limit: MOST_ENTRIES, partial: false };
  const outcome = await perform({ ...asked, input }, services);
  if (!outcome.ok) throw outcome.problem;
  const { data } = JSON.parse(new TextDecoder().decode(outcome.served.body)) as MeetingList;
  return respond(c, 200, icsOf(data, { name, untitled: 'Meeting' }), {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Cache-Control': 'private, max-age=300',
    'Content-Disposition': 'inline; filename="meetings.ics"',
    Vary: varyOf(c),
  });
}

/** @throws Problem `invalid-input` */
function readNew(body: Record<string, unknown>) {
  const { data, error } = newCalendar.safeParse(body);
  if (data) return JSON.parse(JSON.stringify(data)) as typeof data & Record<string, string>;
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    throw invalid(
      (issue.keys[0] ?? '').slice(0, 64),
      `is unknown; there are ${Object.keys(MUST_BE).join(', ')}`,
    );
  const field = String(issue?.path[0] ?? 'body');
  throw invalid(field, `must be ${MUST_BE[field] ?? 'a JSON object'}`);
}

const invalid = (field: string, detail: string) => invalidInput({ field, detail });
