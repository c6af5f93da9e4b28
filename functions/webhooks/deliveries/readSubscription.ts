import * as z from 'zod/mini';
import type { Config } from '../../config/config.ts';
import { type Caller, SCOPES } from '../../core/caller.ts';
import { invalidInput, Problem } from '../../core/problem.ts';
import { providers } from '../../registry.ts';
import { chats } from './chat/chats.ts';
import { isLoopback, requireReceiver } from './receiverUrl.ts';
import { CHAT_KINDS, CHAT_TYPES, LANGUAGES, type Settings } from './subscription.ts';

const MOST_WORDS = 50;
const name = z.string().check(z.regex(/^(\*|[\w.-]{1,64})$/, 'must be a name, or *'));
const words = <T extends z.core.$ZodType>(word: T) =>
  z.array(word).check(z.minLength(1), z.maxLength(MOST_WORDS));

const fields = z.strictObject({
  url: z.optional(z.string().check(z.minLength(1))),
  chat: z.optional(
    z.strictObject({
      kind: z.enum(CHAT_KINDS),
      url: z.string().check(z.minLength(1)),
      secret: z.optional(
        z.string().check(z.regex(/^[\x21-\x7e]{1,256}$/, 'must be the secret that the chat shows')),
      ),
    }),
  ),
  types: z.optional(
    words(
      z
        .string()
        .check(
          z.regex(/^(\*|[a-z][a-z_.]{0,63}(\.\*)?)$/, 'must be a type of event, such as meetgate.meeting.*'),
        ),
    ),
  ),
  providers: z.optional(words(z.enum(['*', ...providers.map(({ id }) => id)]))),
  accounts: z.optional(words(name)),
  scopes: z.optional(z.array(z.enum(SCOPES)).check(z.maxLength(SCOPES.length))),
  language: z.optional(z.enum(LANGUAGES)),
});
/** What makes a subscription. */
export const subscriptionInput = fields;
/** What may be changed of one. */
export const subscriptionPatch = z.extend(fields, { status: z.optional(z.enum(['active', 'paused'])) });
export const replayInput = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  status: z.optional(z.enum(['failed', 'delivered', 'pending'])),
});
export const rotateInput = z.strictObject({ force: z.optional(z.boolean()) });
export const testInput = z.strictObject({ type: z.optional(z.string()) });

/** Checks what a caller sends. @throws Problem `invalid-input` that names each field and what it must be, and no value */
export function readFields<T extends z.core.$ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 20).map((issue) => {
    const path = issue.path.join('.');
    return issue.code === 'unrecognized_keys'
      ? { field: issue.keys[0]?.slice(0, 64) ?? path, detail: 'is unknown' }
      : { field: path || 'body', detail: detailOf(issue) };
  });
  throw invalidInput(...errors);
}

/** zod's own messages say what is there now and then. */
function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type')
    return `must be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
  return issue.message.startsWith('must') ? issue.message : 'is not of the right form';
}

/**
 * The settings that come of what a caller sends, over those that were there. Nobody has a receiver shown what they may not
 * see themselves: that holds for all of it, not for what is changed alone.
 *
 * @param host by which the gateway is reached now
 * @throws Problem
 */
export function settingsOf(
  given: z.output<typeof fields>,
  before: Pick<Settings, 'id' | 'owner' | 'createdAt' | 'secrets'> & Partial<Settings>,
  caller: Caller,
  { config, host }: { config: Config; host: string },
): Settings {
  const { url, chat, ...rest } = given;
  if ((url !== undefined && chat) || (url === undefined && !chat && before.url === undefined))
    throw wrong('url', 'must be given, or chat, and not both of them');
  const settings: Settings = {
    ...before,
    types: before.types ?? (chat ? CHAT_TYPES : ['*']),
    providers: before.providers ?? ['*'],
    accounts: before.accounts ?? caller.accounts,
    scopes: before.scopes ?? ['read'],
    language: before.language ?? 'zh',
    url: before.url ?? '',
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  };
  if (url !== undefined) {
    settings.url = requireReceiver(url, 'url', { config, host }).href;
    delete settings.chat;
    delete settings.chatSecret;
  }
  if (chat) {
    const bot = requireReceiver(chat.url, 'chat.url', { config, host });
    // On a machine for development a bot may be one of its own.
    const { url: form, like } = chats[chat.kind];
    if (!isLoopback(bot) && !form.test(bot.href)) throw wrong('chat.url', `must look like ${like}`);
    settings.url = bot.href;
    settings.chat = chat.kind;
    if (chat.secret === undefined) delete settings.chatSecret;
    else settings.chatSecret = chat.secret;
  }
  const missing = settings.scopes.filter((scope) => !caller.scopes.includes(scope));
  if (missing.length > 0)
    throw new Problem('insufficient-scope', `The key ${caller.name} lacks the scopes ${missing.join(', ')}.`);
  const all = caller.accounts.includes('*');
  const others = all ? [] : settings.accounts.filter((account) => !caller.accounts.includes(account));
  if (others.length > 0)
    throw new Problem(
      'insufficient-scope',
      `The key ${caller.name} may only use ${caller.accounts.join(', ')}.`,
    );
  return settings;
}

const wrong = (field: string, detail: string) => invalidInput({ field, detail });
