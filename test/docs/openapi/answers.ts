import * as z from 'zod';
import type { DescribedKey } from '../../../functions/callers/keys.ts';
import type { describeReceipt } from '../../../functions/calls/describeReceipt.ts';
import type { Misconfiguration } from '../../../functions/config/config.ts';
import type { describeOperation } from '../../../functions/console/pages/describeOperation.ts';
import { SCOPES } from '../../../functions/core/caller.ts';
import type { ProblemDocument } from '../../../functions/core/problem.ts';
import { type ProblemKind, type ProblemSlug, problems } from '../../../functions/core/problems.ts';
import type { Attempt, InnerCall } from '../../../functions/receipts/receipt.ts';
import type { Breaker } from '../../../functions/resilience/breaker.ts';
import type { DescribedQuota } from '../../../functions/resilience/listQuotas.ts';
import type { inList } from '../../../functions/routes/admin.ts';
import type { describeCredential } from '../../../functions/tokens/describeCredential.ts';
import type { listApplications } from '../../../functions/tokens/listApplications.ts';
import { hookDefinition } from '../../../functions/webhooks/hooks/hookRecord.ts';
import type { describeHook } from '../../../functions/webhooks/hooks/manageHooks.ts';

/** A type with nothing left out: a member that may be absent counts, too, where two types are compared. */
type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Name in keyof T]-?: Whole<Exclude<T[Name], undefined>> }
    : T;

/** A schema of a type of the gateway: the compiler refuses it where one has a member that the other lacks. */
const of =
  <T>() =>
  <Schema extends z.ZodType>(
    schema: Whole<z.output<Schema>> extends Whole<T>
      ? Whole<T> extends Whole<z.output<Schema>>
        ? Schema
        : never
      : never,
  ) =>
    schema;

const told = <Schema extends z.ZodType>(schema: Schema, description: string): Schema =>
  schema.meta({ description });
const time = (description: string) => told(z.iso.datetime(), description);
const milliseconds = (description: string) => told(z.number().min(0), description);
/** A count, and whatever else cannot be negative. */
const whole = (description: string) => told(z.int().min(0), description);
const slug = z.enum(Object.keys(problems) as ProblemSlug[]);

export const problem = of<ProblemDocument>()(
  z.object({
    type: told(z.url(), 'Leads to what the problem means and what to do.'),
    title: told(z.string(), 'The kind of problem in words.'),
    status: told(z.int(), 'HTTP status.'),
    detail: told(z.string(), 'What is wrong with this request.'),
    instance: told(z.string(), 'Path of the request.'),
    requestId: told(z.string(), 'Id of the request, for the operator.'),
    retryable: told(z.boolean(), 'Whether the same request may succeed later.'),
    provider: told(z.string(), 'Whose fault it is, where it is a vendor’s.').exactOptional(),
    providerCode: told(z.string(), 'The code of the vendor’s refusal.').exactOptional(),
    providerMessage: told(z.string(), 'The vendor’s own words, without secrets.').exactOptional(),
    providerRequestId: told(z.string(), 'The vendor’s own id of the request.').exactOptional(),
    retryAfter: whole('Seconds after which the call may succeed, as in `Retry-After`.').exactOptional(),
    errors: told(
      z.array(z.object({ field: z.string(), detail: told(z.string(), 'What the field must be.') })),
      'Each field that was refused.',
    ).exactOptional(),
  }),
);

export const problemKind = of<ProblemKind & { slug: ProblemSlug }>()(
  z.object({
    slug: told(slug, 'The last part of the `type` of the problem.'),
    status: told(z.int(), 'HTTP status.'),
    title: z.string(),
    retryable: told(z.boolean(), 'Whether the same request may succeed later.'),
    meaning: told(z.string(), 'What it means.'),
    remedy: told(z.string(), 'What to do.'),
  }),
);

export const attempt = of<Attempt>()(
  z.object({
    ms: milliseconds('From sending to the end of the body.'),
    status: told(z.int(), 'HTTP status, where there was an answer.').exactOptional(),
    outcome: told(z.string(), '`answered`, or the problem it ended in.'),
    waitedMs: milliseconds('Waited before it.'),
  }),
);

export const innerCall = of<InnerCall>()(
  z.object({
    requestId: told(z.string(), 'Id of its own receipt.'),
    operation: z.string(),
    account: z.string(),
    status: told(z.int(), 'HTTP status.'),
    ms: milliseconds('How long it took.'),
  }),
);

export const receipt = of<ReturnType<typeof describeReceipt>>()(
  z.object({
    requestId: z.string(),
    at: whole('When the call came: epoch milliseconds.'),
    operation: told(z.string(), 'Id of the operation.'),
    caller: told(z.string(), 'Name of the key.'),
    account: told(z.string(), 'Vendor account.'),
    status: told(z.int(), 'HTTP status.'),
    problem: told(z.string(), 'Slug of the problem, where it was one.').exactOptional(),
    cache: told(z.string(), 'As in the header `Cache-Status`.'),
    ms: milliseconds('How long it took.'),
    token: told(
      z.object({ source: z.enum(['memory', 'kv', 'credential', 'static']), generation: z.int() }),
      'Where the vendor token came from, and its number.',
    ).exactOptional(),
    attempts: told(z.array(attempt), 'Each try at the vendor.'),
    quota: told(
      z.object({
        limit: whole('Calls a minute.'),
        left: whole('What is left.'),
        waitedMs: milliseconds('Waited.'),
      }),
      'The quota of the vendor API, where there is one.',
    ).exactOptional(),
    breaker: told(z.string(), 'State of the circuit breaker afterwards.').exactOptional(),
    variants: told(z.array(z.string()), 'Which variants of its document the answer had.'),
    providerRequestId: told(z.string(), 'The vendor’s own id of the request.').exactOptional(),
    inner: told(z.array(innerCall), 'What a composed operation asked.').exactOptional(),
    timings: told(z.record(z.string(), z.number()), 'Milliseconds by stage.'),
    curl: told(
      z.string(),
      'The vendor call for a shell, with names in the place of secrets.',
    ).exactOptional(),
  }),
);

export const credential = of<ReturnType<typeof describeCredential>>()(
  z.object({
    provider: z.string().nullable(),
    account: z.string().nullable(),
    user: told(z.string(), 'Whom it acts for; null for the account’s own user.').nullable(),
    generation: whole('How many tokens it has had.'),
    expiresAt: time('When the token ends at the vendor.').nullable(),
    nextRenewal: time('When a newer one is fetched.').nullable(),
    liveTokens: whole('Tokens that the vendor still counts.'),
    lastLogin: z.object({ at: time('When.').nullable(), by: z.enum(['login', 'refresh']) }).nullable(),
    logins: whole('How often it logged in.'),
    refreshes: whole('How often a refresh token was enough.'),
    cooldown: told(
      z.object({
        until: time('Until when no login is tried.').nullable(),
        refusals: whole('Refusals in a row.'),
        locked: told(z.boolean(), 'Whether the vendor has locked the account.'),
        code: told(z.string(), 'The vendor’s code.').nullable(),
      }),
      'After a refused login.',
    ).nullable(),
  }),
);

export const breaker = of<Breaker & { isolates: number }>()(
  z.object({
    isolates: whole('How many isolates of the gateway have it in this state.'),
    state: z.enum(['closed', 'open', 'half-open']),
    failures: whole('Failures in a row.'),
    opened: whole('How often in a row it opened without a success in between.'),
    until: whole('Until when it stays as it is: epoch milliseconds.'),
  }),
);

export const misconfiguration = of<Misconfiguration>()(
  z.object({
    name: told(z.string(), 'The variable, secret or binding.'),
    kind: z.enum(['var', 'secret', 'binding']),
    detail: told(z.string(), 'What is wrong with it; never its value.'),
  }),
);

export const readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  missing: told(z.array(misconfiguration), 'What keeps the gateway from serving anybody.'),
  providers: told(
    z.record(
      z.string(),
      z.object({ status: z.enum(['ready', 'not-configured']), missing: z.array(misconfiguration) }),
    ),
    'Each vendor, and what keeps its own account from being used.',
  ),
});

const text = z.object({ en: z.string(), zh: z.string() });
const paging = z.union([
  z.object({
    rows: told(z.string(), 'Member of the answer that holds the rows.'),
    total: told(z.string(), 'Member of the answer that holds the number of rows in all.').exactOptional(),
    key: told(z.string(), 'Member of a row that no two rows share.').exactOptional(),
    by: z.literal('offset'),
    offset: told(z.string(), 'The input that counts the rows to skip, from 0.'),
  }),
  z.object({
    rows: told(z.string(), 'Member of the answer that holds the rows.'),
    total: told(z.string(), 'Member of the answer that holds the number of rows in all.').exactOptional(),
    key: told(z.string(), 'Member of a row that no two rows share.').exactOptional(),
    by: z.literal('page'),
    page: told(z.string(), 'The input that counts pages, from 1.'),
    size: told(z.string(), 'The input that holds the rows of a page.'),
  }),
  z.object({
    rows: told(z.string(), 'Member of the answer that holds the rows.'),
    total: told(z.string(), 'Member of the answer that holds the number of rows in all.').exactOptional(),
    key: told(z.string(), 'Member of a row that no two rows share.').exactOptional(),
    by: z.literal('cursor'),
    cursor: told(z.string(), 'The input that takes the cursor of the page before.'),
    next: told(z.string(), 'Member of the answer that holds the cursor; null on the last page.'),
  }),
]);

/** JSON Schemas and examples may be anything: the compiler compares the rest. */
type Described = Omit<ReturnType<typeof describeOperation>, 'parameters' | 'example'>;

export const operationDescription = of<Described>()(
  z.object({
    id: told(z.string(), 'As in `POST /v1/invoke/{id}`.'),
    summary: text,
    description: z.string(),
    effect: told(z.enum(['read', 'write']), 'Whether it changes anything.'),
    scopes: told(z.array(z.string()), 'What a key needs to call it.'),
    provider: z.enum(['huawei', 'quanshi']).exactOptional(),
    docs: told(z.url(), 'The vendor’s document.').exactOptional(),
    paging: told(paging, 'For lists: how to page through it.').exactOptional(),
    method: z.enum(['GET', 'POST']),
    path: z.string(),
    invoke: told(z.string(), 'Path of its invocation.'),
  }),
).extend({
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(['path', 'query', 'header', 'body']),
      wire: told(z.string(), 'Its name in the request.'),
      required: z.boolean(),
      schema: told(z.looseObject({}), 'JSON Schema.'),
    }),
  ),
  example: z.object({ input: z.looseObject({}), output: z.unknown() }),
});

export const listedReceipt = of<ReturnType<typeof inList>>()(
  z.object({
    requestId: z.string(),
    at: time('When the call came.'),
    operation: told(z.string(), 'Id of the operation.'),
    caller: told(z.string(), 'Name of the key.'),
    account: z.string(),
    status: told(z.int(), 'HTTP status.'),
    problem: told(z.string(), 'The problem it ended in, where it was one.').exactOptional(),
    cache: told(z.string(), 'As in `Cache-Status`.'),
    ms: milliseconds('How long it took.'),
    attempts: whole('Tries at the vendor.'),
  }),
);

export const quota = of<DescribedQuota>()(
  z.object({
    provider: z.string(),
    account: z.string(),
    operation: told(z.string(), 'Id of the operation.'),
    limit: whole('Calls a minute.'),
    used: whole('Taken in this minute.'),
    until: told(z.iso.datetime().nullable(), 'When the minute ends; null while none runs.'),
    blocked: whole('Users whom the vendor has asked to wait, the account itself being one.'),
  }),
);

export const application = of<Awaited<ReturnType<typeof listApplications>>[number]>()(
  z.object({
    provider: z.string(),
    accounts: told(z.array(z.string()), 'The accounts that log in with it.'),
    logins: z.object({
      used: whole('Logins of this minute.'),
      forUsers: whole('Of them, those for users whom callers act for.'),
      limit: whole('How many there may be.'),
    }),
    clockOffsetMs: told(z.number(), 'How far the vendor’s clock is ahead of ours.'),
    refusedUntil: told(z.iso.datetime().nullable(), 'Until when nobody logs in with it.'),
    usersRefusedUntil: told(z.iso.datetime().nullable(), 'Until when no user is logged in for.'),
  }),
);

const keyMembers = {
  name: told(z.string().regex(/^[\w.-]{1,64}$/), 'Who calls with it.'),
  scopes: z.array(z.enum(SCOPES)),
  accounts: told(z.array(z.string()), 'Vendor accounts that it may use.'),
  users: told(z.array(z.string()), 'Users of the vendors that it may act for.'),
};

export const apiKey = of<DescribedKey>()(
  z.object({
    ...keyMembers,
    sha256: told(z.string(), 'What is kept of the key.'),
    createdAt: time('When it was made.').exactOptional(),
    lastUsed: told(z.iso.datetime().nullable(), 'When it was last used, to the hour.'),
    expires: told(z.iso.datetime().nullable(), 'When it ends by itself.'),
  }),
);

export const createdApiKey = z.object({
  ...keyMembers,
  sha256: told(z.string(), 'What is kept of the key.'),
  createdAt: time('When it was made.'),
  expires: told(z.iso.datetime().nullable(), 'When it ends by itself.'),
  key: told(z.string(), 'The key itself, shown this once.'),
});

export const newApiKey = z.object({
  name: keyMembers.name,
  scopes: keyMembers.scopes,
  accounts: keyMembers.accounts.optional(),
  users: keyMembers.users.optional(),
  expires: told(z.union([z.iso.date(), z.iso.datetime()]), 'When it ends by itself; before 2038.').optional(),
});

/** What may be left out of a hook that is made. */
const optional = <Schema extends z.core.$ZodType>(schema: z.core.$ZodDefault<Schema>) =>
  told(z.optional(schema._zod.def.innerType), z.globalRegistry.get(schema)?.description ?? '');

const { name, operation, callbackUrl, input, pointers, scopes, accounts, users, reply, urlToken } =
  hookDefinition.shape;

export const newHook = z.object({
  name,
  operation,
  input: optional(input),
  pointers: optional(pointers),
  scopes: optional(scopes),
  accounts: optional(accounts),
  users: optional(users),
  reply: optional(reply),
  callbackUrl,
  urlToken: optional(urlToken),
});

export const hook = of<ReturnType<typeof describeHook>>()(
  z.object({ ...hookDefinition.shape, url: told(z.url(), 'Where it is called.') }),
);

export const createdHook = hook.extend({
  url: told(z.url(), 'Where it is called; with its token, shown this once, where it has one.'),
  secret: told(z.string(), 'What its calls are signed with, shown this once.'),
});

/** What a calendar has. */
const ofCalendar = {
  name: told(z.string(), 'What programs call it.'),
  join: told(z.boolean(), 'Whether its entries say how to join.'),
  kind: told(z.enum(['meeting', 'webinar']), 'Meetings or webinars alone.').exactOptional(),
  provider: told(z.enum(['huawei', 'quanshi']), 'Those of one provider alone.').exactOptional(),
  account: told(z.string(), 'Those of one account alone.').exactOptional(),
};

export const newCalendar = z.object({
  ...ofCalendar,
  name: ofCalendar.name.optional(),
  join: ofCalendar.join.optional(),
});

export const calendar = z.object({
  id: told(z.string(), 'The hash of its URL’s last part.'),
  ...ofCalendar,
  owner: told(z.string(), 'Name of the key that made it.'),
  accounts: told(z.array(z.string()), 'Vendor accounts that it has meetings of.'),
  createdAt: time('When.'),
});

export const createdCalendar = calendar.extend({
  url: told(z.url(), 'What calendar programs subscribe to, shown this once.'),
});

export const invocation = z.object({
  id: told(z.string(), 'Also the `webhook-id` of what is delivered.'),
  hook: told(z.string(), 'Name of the hook.'),
  operation: told(z.string(), 'Id of the operation.'),
  state: z.enum(['waiting', 'running', 'done']),
  createdAt: time('When it was taken.'),
  finishedAt: time('When it was done.').exactOptional(),
  status: told(z.int(), 'HTTP status that the call would have been answered with.').exactOptional(),
  result: told(z.unknown(), 'The answer of the operation, where it has one.').exactOptional(),
  problem: problem.exactOptional(),
});
