import * as z from 'zod/mini';
import { SCOPES } from '../core/caller.ts';
import { jsonSetting, setting } from '../core/setting.ts';
import { SEAL_KEYS_FORM } from './seal.ts';

/** What is kept of an API key, in KV and in `API_KEYS`. The key itself is kept nowhere. */
export const apiKeyRecord = z.object({
  name: z.string().check(z.regex(/^[\w.-]{1,64}$/)),
  scopes: z.array(z.enum(SCOPES)).check(z.minLength(1)),
  /** Without this, the account `default`. */
  accounts: z._default(z.array(z.string().check(z.regex(/^(\*|[\w.-]{1,64})$/))).check(z.minLength(1)), [
    'default',
  ]),
  /** Users of the vendors that it may act for; without this, none. */
  users: z._default(z.array(z.string().check(z.regex(/^[!-+\--~]{1,128}$/))), []),
  createdAt: z.optional(z.string()),
});

/** The gateway's own settings; the vendors' are in `vendors/<provider>/settings.ts`. */
export const gatewaySettings = z.object({
  sealKeys: setting(
    'TOKEN_SEAL_KEYS',
    'secret',
    'Keys that seal tokens at rest: `kid:base64 of 32 bytes`, several separated by commas, the first one seals.',
    z.string().check(z.regex(SEAL_KEYS_FORM, 'must be kid:base64 of 32 bytes, several separated by commas')),
  ),
  apiKeys: setting(
    'API_KEYS',
    'secret',
    'API keys besides those that `npm run keys` makes: JSON array of { name, sha256, scopes, accounts, users }.',
    z.optional(
      jsonSetting(
        z.array(
          z.pipe(
            z.strictObject({ ...apiKeyRecord.shape, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
            // As bytes, so that each call compares and does not read them anew.
            z.transform(({ sha256, ...record }) => ({ ...record, digest: Uint8Array.fromHex(sha256) })),
          ),
        ),
      ),
    ),
  ),
  accounts: setting(
    'ACCOUNTS',
    'secret',
    'More vendor accounts: JSON array of { name, provider, ...settings }, the settings named as in `settings.ts` of the vendor.',
    z.optional(
      jsonSetting(
        z.array(z.looseObject({ name: z.string().check(z.regex(/^[\w.-]{1,64}$/)), provider: z.string() })),
      ),
    ),
  ),
  timeoutMs: setting(
    'UPSTREAM_TIMEOUT_MS',
    'var',
    'Deadline of a call in milliseconds, waits and repeats included; 10000 unless set.',
    z._default(z.coerce.number().check(z.int(), z.minimum(100), z.maximum(60_000)), 10_000),
  ),
  loginsPerMinute: setting(
    'LOGINS_PER_MINUTE',
    'var',
    'Logins a minute with one vendor application, whoever asks; half of them are kept for the accounts themselves. 30 unless set.',
    z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000)), 30),
  ),
  quotas: setting(
    'VENDOR_QUOTAS',
    'var',
    'Calls a minute that a vendor allows: JSON object of operation id to number. Further calls wait, or get 429.',
    z.optional(jsonSetting(z.record(z.string(), z.int().check(z.minimum(1))))),
  ),
  callerRate: setting(
    'CALLER_RATE',
    'var',
    'What the CALLERS rate limit binding allows one key, as calls/seconds, to tell callers: the same as its `simple`.',
    z.optional(
      z.pipe(
        z.string().check(z.regex(/^\d+\/(10|60)$/, 'must be calls/seconds, the seconds 10 or 60')),
        z.transform((text) => {
          const [calls = 0, seconds = 60] = text.split('/').map(Number);
          return { calls, seconds };
        }),
      ),
    ),
  ),
  corsOrigins: setting(
    'CORS_ORIGINS',
    'var',
    'Origins of web pages that may call, separated by commas. None unless set.',
    z.optional(
      z.pipe(
        z
          .string()
          .check(
            z.regex(/^https?:\/\/[^\s,]+(,https?:\/\/[^\s,]+)*$/, 'must be origins separated by commas'),
          ),
        z.transform((text) => text.split(',')),
      ),
    ),
  ),
  access: setting(
    'CLOUDFLARE_ACCESS',
    'var',
    'Accept tokens of Cloudflare Access: JSON object of { teamDomain, audience, scopes, accounts, users }.',
    z.optional(
      jsonSetting(
        z.strictObject({
          teamDomain: z.url({ protocol: /^https$/ }),
          audience: z.string().check(z.minLength(1)),
          scopes: z.array(z.enum(SCOPES)).check(z.minLength(1)),
          accounts: z._default(z.array(z.string()).check(z.minLength(1)), ['default']),
          users: z._default(z.array(z.string()), []),
        }),
      ),
    ),
  ),
  gatewayHosts: setting(
    'GATEWAY_HOSTS',
    'var',
    'Hosts that the gateway itself is reached at, separated by commas: no webhook is ever sent there.',
    z._default(
      z.pipe(
        z.string().check(z.regex(/^[\w.-]+(,[\w.-]+)*$/, 'must be host names separated by commas')),
        z.transform((text) => text.toLowerCase().split(',')),
      ),
      [],
    ),
  ),
  receiverPorts: setting(
    'RECEIVER_PORTS',
    'var',
    'Ports that receivers of webhooks may listen on, separated by commas; 443 unless set.',
    z._default(
      z.pipe(
        z.string().check(z.regex(/^\d{1,5}(,\d{1,5})*$/, 'must be port numbers separated by commas')),
        z.transform((text) => text.split(',').map(Number)),
      ),
      [443],
    ),
  ),
  loopbackReceivers: setting(
    'LOOPBACK_RECEIVERS',
    'var',
    'Whether webhooks may go to this machine itself, by plain HTTP too: `true` for local use; never in production.',
    z._default(
      z.pipe(
        z.enum(['true', 'false']),
        z.transform((text) => text === 'true'),
      ),
      false,
    ),
  ),
  deliverySpeed: setting(
    'DELIVERY_SPEED',
    'var',
    'By how much faster than the schedule deliveries are tried again, for local use; 1 unless set.',
    z._default(z.coerce.number().check(z.minimum(1), z.maximum(1_000_000)), 1),
  ),
  eventDays: setting(
    'EVENT_DAYS',
    'var',
    'For how many days events are kept, to be read again and to tell of attendance; 7 unless set.',
    z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(30)), 7),
  ),
  watch: setting(
    'WATCH',
    'var',
    'Accounts whose live lists are watched for what the vendor does not tell by itself: JSON object such as { "huawei/default": 60 }, the seconds between two looks. None unless set.',
    z.optional(
      jsonSetting(
        z.record(
          z
            .string()
            .check(
              z.regex(/^\w+\/[\w.-]{1,64}$/, 'must name a provider and an account, such as huawei/default'),
            ),
          z.int().check(z.minimum(10), z.maximum(3600)),
        ),
      ),
    ),
  ),
  simulation: setting(
    'SIMULATION_BASE_URL',
    'var',
    'Where the simulated vendors are, to pass `/__mock/*` on to; unset in production.',
    z.optional(z.string()),
  ),
});

export type GatewaySettings = z.output<typeof gatewaySettings>;
