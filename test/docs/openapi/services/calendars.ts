import * as z from 'zod';
import { filters } from '../../../../functions/meetings/listMeetings.ts';
import { json } from '../responses.ts';
import { ref } from '../schemas.ts';
import { listOf, type Services } from '../service.ts';

const feed = { 'text/calendar': { schema: { type: 'string' } } };
const inPath = (name: string, description: string, pattern: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', pattern },
});
const inQuery = (['kind', 'provider', 'account'] as const).map((name) => ({
  name,
  in: 'query',
  required: false,
  description: z.globalRegistry.get(filters[name])?.description,
  schema: { type: 'string' },
}));

/** Meetings to come as a calendar. */
export const calendarServices: Services = {
  'GET /v1/meetings.ics': {
    id: 'getCalendar',
    summary: 'What is scheduled as a calendar (RFC 5545)',
    audience: 'callers',
    content: feed,
    parameters: inQuery,
    problems: ['invalid-input', 'insufficient-scope', 'provider-failed', 'provider-timeout'],
  },
  'GET /v1/calendars': {
    id: 'listCalendars',
    summary: 'The calendars that this key has made; of all keys for operators',
    audience: 'callers',
    content: listOf('calendars', ref('schemas', 'Calendar')),
    problems: ['insufficient-scope'],
  },
  'POST /v1/calendars': {
    id: 'createCalendar',
    summary:
      'Makes a URL for calendar programs, and shows it this once: whoever has it sees the calendar and nothing else',
    audience: 'callers',
    success: 201,
    body: {
      schema: ref('schemas', 'NewCalendar'),
      example: { name: 'Webinars', kind: 'webinar', join: true },
    },
    content: json(ref('schemas', 'CreatedCalendar')),
    problems: ['invalid-input', 'malformed-body', 'body-too-large', 'insufficient-scope'],
  },
  'DELETE /v1/calendars/{id}': {
    id: 'deleteCalendar',
    summary: 'Takes the URL of a calendar away',
    audience: 'callers',
    success: 204,
    parameters: [inPath('id', 'Id of the calendar.', '^[0-9a-f]{64}$')],
    problems: ['insufficient-scope', 'calendar-not-found'],
  },
  'GET /v1/calendars/{token}/meetings.ics': {
    id: 'readCalendar',
    summary: 'The calendar of such a URL',
    audience: 'anybody',
    headers: ['RateLimit-Policy'],
    content: feed,
    parameters: [inPath('token', 'The last part that was shown once.', '^[\\w-]{43}$')],
    problems: ['calendar-not-found', 'rate-limited', 'not-configured', 'provider-failed', 'provider-timeout'],
  },
};
