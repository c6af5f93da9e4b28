import * as z from 'zod';
import { SCOPES } from '../core/caller.ts';
import { jsonSetting, setting } from '../core/setting.ts';
import { SEAL_KEYS_FORM } from './seal.ts';

/** What is kept of an API key, in KV and in `API_KEYS`. The key itself is kept nowhere. */
export const apiKeyRecord = z.object({
  name: z.string().regex(/^[\w.-]{1,64}$/),
  scopes: z.array(z.enum(SCOPES)).min(1),
  /** Without this, the account `default`. */
  accounts: z
    .array(z.string().regex(/^(\*|[\w.-]{1,64})$/))
    .min(1)
    .default(['default']),
  /** Users of the vendors that it may act for; without this, none. */
  users: z.array(z.string().regex(/^[!-+\--~]{1,128}$/)).default([]),
  createdAt: z.string().optional(),
});

/** The gateway's own settings; the vendors' are in `vendors/<provider>/settings.ts`. */
export const gatewaySettings = z.object({
  sealKeys: setting(
    'TOKEN_SEAL_KEYS',
    'secret',
    'Keys that seal tokens at rest: `kid:base64 of 32 bytes`, several separated by commas, the first one seals.',
    z.string().regex(SEAL_KEYS_FORM, 'must be kid:base64 of 32 bytes, several separated by commas'),
  ),
  apiKeys: setting(
    'API_KEYS',
    'secret',
    'API keys besides those that `npm run keys` makes: JSON array of { name, sha256, scopes, accounts, users }.',
    jsonSetting(
      z.array(
        apiKeyRecord
          .extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
          .strict()
          // As bytes, so that each call compares and does not read them anew.
          .transform(({ sha256, ...record }) => ({ ...record, digest: Uint8Array.fromHex(sha256) })),
      ),
    ).optional(),
  ),
  accounts: setting(
    'ACCOUNTS',
    'secret',
    'More vendor accounts: JSON array of { name, provider, ...settings }, the settings named as in `settings.ts` of the vendor.',
    jsonSetting(
      z.array(z.looseObject({ name: z.string().regex(/^[\w.-]{1,64}$/), provider: z.string() })),
    ).optional(),
  ),
  timeoutMs: setting(
    'UPSTREAM_TIMEOUT_MS',
    'var',
    'Deadline of a call in milliseconds, waits and repeats included; 10000 unless set.',
    z.coerce.number().int().min(100).max(60_000).default(10_000),
  ),
  loginsPerMinute: setting(
    'LOGINS_PER_MINUTE',
    'var',
    'Logins a minute with one vendor application, whoever asks; half of them are kept for the accounts themselves. 30 unless set.',
    z.coerce.number().int().min(1).max(1000).default(30),
  ),
  quotas: setting(
    'VENDOR_QUOTAS',
    'var',
    'Calls a minute that a vendor allows: JSON object of operation id to number. Further calls wait, or get 429.',
    jsonSetting(z.record(z.string(), z.int().min(1))).optional(),
  ),
  callerRate: setting(
    'CALLER_RATE',
    'var',
    'What the CALLERS rate limit binding allows one key, as calls/seconds, to tell callers: the same as its `simple`.',
    z
      .string()
      .regex(/^\d+\/(10|60)$/, 'must be calls/seconds, the seconds 10 or 60')
      .transform((text) => {
        const [calls = 0, seconds = 60] = text.split('/').map(Number);
        return { calls, seconds };
      })
      .optional(),
  ),
  corsOrigins: setting(
    'CORS_ORIGINS',
    'var',
    'Origins of web pages that may call, separated by commas. None unless set.',
    z
      .string()
      .regex(/^https?:\/\/[^\s,]+(,https?:\/\/[^\s,]+)*$/, 'must be origins separated by commas')
      .transform((text) => text.split(','))
      .optional(),
  ),
  access: setting(
    'CLOUDFLARE_ACCESS',
    'var',
    'Accept tokens of Cloudflare Access: JSON object of { teamDomain, audience, scopes, accounts, users }.',
    jsonSetting(
      z.strictObject({
        teamDomain: z.url({ protocol: /^https$/ }),
        audience: z.string().min(1),
        scopes: z.array(z.enum(SCOPES)).min(1),
        accounts: z.array(z.string()).min(1).default(['default']),
        users: z.array(z.string()).default([]),
      }),
    ).optional(),
  ),
  gatewayHosts: setting(
    'GATEWAY_HOSTS',
    'var',
    'Hosts that the gateway itself is reached at, separated by commas: no webhook is ever sent there.',
    z
      .string()
      .regex(/^[\w.-]+(,[\w.-]+)*$/, 'must be host names separated by commas')
      .transform((text) => text.toLowerCase().split(','))
      .default([]),
  ),
  receiverPorts: setting(
    'RECEIVER_PORTS',
    'var',
    'Ports that receivers of webhooks may listen on, separated by commas; 443 unless set.',
    z
      .string()
      .regex(/^\d{1,5}(,\d{1,5})*$/, 'must be port numbers separated by commas')
      .transform((text) => text.split(',').map(Number))
      .default([443]),
  ),
  loopbackReceivers: setting(
    'LOOPBACK_RECEIVERS',
    'var',
    'Whether webhooks may go to this machine itself, by plain HTTP too: `true` for local use; never in production.',
    z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .default(false),
  ),
  deliverySpeed: setting(
    'DELIVERY_SPEED',
    'var',
    'By how much faster than the schedule deliveries are tried again, for local use; 1 unless set.',
    z.coerce.number().min(1).max(1_000_000).default(1),
  ),
  eventDays: setting(
    'EVENT_DAYS',
    'var',
    'For how many days events are kept, to be read again; 7 unless set.',
    z.coerce.number().int().min(1).max(30).default(7),
  ),
  watch: setting(
    'WATCH',
    'var',
    'Accounts whose live lists are watched for what the vendor does not tell by itself: JSON object such as { "huawei/default": 60 }, the seconds between two looks. None unless set.',
    jsonSetting(
      z.record(
        z
          .string()
          .regex(/^\w+\/[\w.-]{1,64}$/, 'must name a provider and an account, such as huawei/default'),
        z.int().min(10).max(3600),
      ),
    ).optional(),
  ),
  simulation: setting(
    'SIMULATION_BASE_URL',
    'var',
    'Where the simulated vendors are, to pass `/__mock/*` on to; unset in production.',
    z.string().optional(),
  ),
});

export type GatewaySettings = z.output<typeof gatewaySettings>;
