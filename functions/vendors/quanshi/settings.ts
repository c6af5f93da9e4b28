import * as z from 'zod/mini';
import { baseUrl, setting } from '../../core/setting.ts';

/** A user id as it is written everywhere: 010001 is 10001, and has the same token. */
export const canonicalUserId = (id: string): string => id.replace(/^0+(?=\d)/, '');

/** The credentials of one application at Quanshi: App ID, secret and user, or a token issued by hand. */
export const quanshiSettings = z
  .object({
    baseUrl: setting(
      'QUANSHI_BASE_URL',
      'var',
      'Base URL of the conference API (/confopenapi).',
      z._default(baseUrl, 'https://openapi.quanshi.com'),
    ),
    eventsBaseUrl: setting(
      'QUANSHI_EVENTS_BASE_URL',
      'var',
      'Base URL of the API that issues tokens (/eventopenapi).',
      z._default(baseUrl, 'https://events-openapi.quanshi.com'),
    ),
    appId: setting(
      'QUANSHI_APP_ID',
      'var',
      'AppKey or AppId of the application.',
      z.optional(z.string().check(z.minLength(1))),
    ),
    appSecret: setting(
      'QUANSHI_APP_SECRET',
      'secret',
      'Secret of the application.',
      z.optional(z.string().check(z.minLength(1))),
    ),
    // The vendor's pages disagree on the header's name; that AppId is the newer one is INFERRED.
    appHeader: setting(
      'QUANSHI_APP_HEADER',
      'var',
      'Header that carries QUANSHI_APP_ID: AppKey (older accounts) or AppId (newer ones).',
      z._default(z.enum(['AppKey', 'AppId']), 'AppKey'),
    ),
    userId: setting(
      'QUANSHI_USER_ID',
      'var',
      'Numeric id of the user whom tokens are issued for, usually an administrator.',
      z.optional(
        z.pipe(z.string().check(z.regex(/^\d{1,15}$/, 'must be a number')), z.transform(canonicalUserId)),
      ),
    ),
    hosts: setting(
      'QUANSHI_HOSTS',
      'var',
      'Numeric ids of users, separated by commas, at most 50: whose bookings lists of meetings have, as Quanshi lists those of one host at a time (`POST /v1/quanshi/users/lookup` finds ids). Unless told, those of QUANSHI_USER_ID alone.',
      z.optional(
        z.pipe(
          z.string().check(z.regex(/^\d{1,15}(,\d{1,15}){0,49}$/, 'must be numbers separated by commas')),
          z.transform((ids) => [...new Set(ids.split(',').map(canonicalUserId))]),
        ),
      ),
    ),
    // No document tells how long a stretch of time may be: INFERRED.
    bookingDays: setting(
      'QUANSHI_BOOKING_DAYS',
      'var',
      'How many days of bookings are asked for at once, and how far ahead lists of meetings look unless they are told.',
      z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(366)), 31),
    ),
    token: setting(
      'QUANSHI_TOKEN',
      'secret',
      'A token issued by hand, instead of App ID, secret and user. It is never renewed.',
      z.optional(z.string().check(z.minLength(1))),
    ),
    tokenIn: setting(
      'QUANSHI_TOKEN_IN',
      'var',
      'Where requests carry the token: header, body or both.',
      z._default(z.enum(['header', 'body', 'both']), 'header'),
    ),
    joinUrlPath: setting(
      'QUANSHI_JOIN_URL_PATH',
      'var',
      "Path of 'get conference by attendee join link', which the vendor's published document has lost; Quanshi's support tells it.",
      z.optional(z.string().check(z.regex(/^\/[\w\-./]+$/, 'must be a path such as /confopenapi/...'))),
    ),
    callbackToken: setting(
      'QUANSHI_CALLBACK_TOKEN',
      'secret',
      'Last part of the URL that Quanshi calls back, which signs nothing: at least 32 random letters and digits.',
      z.optional(
        z
          .string()
          .check(z.regex(/^[\w-]{32,256}$/, 'must be 32 to 256 letters, digits, dashes or underscores')),
      ),
    ),
    // Quanshi's error table is not published: which codes mean a rejected token has to be learned in the field.
    tokenRejectedCodes: setting(
      'QUANSHI_TOKEN_REJECTED_CODES',
      'var',
      'Status codes, separated by commas, that mean a rejected token. Without it the message decides.',
      z.optional(z.string().check(z.regex(/^\d+(,\d+)*$/, 'must be numbers separated by commas'))),
    ),
  })
  .check(
    z.superRefine((settings, context) => {
      if (settings.token) return;
      for (const field of ['appId', 'appSecret', 'userId'] as const) {
        if (!settings[field]) context.addIssue({ code: 'custom', path: [field], message: 'is needed' });
      }
    }),
  );

export type QuanshiSettings = z.output<typeof quanshiSettings>;
