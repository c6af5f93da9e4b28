import type { Described } from './subscription.object.ts';

/** A subscription as it is shown: its URL is a secret as much as its secret is. */
export function describeSubscription({ settings, condition, health }: Described) {
  const { id, owner, url, chat, chatSecret, types, providers, accounts, scopes, language } = settings;
  const { status, reason, lastSuccess, lastFailure } = condition;
  const { attempts, succeeded, waiting, failed, oldest } = health;
  return {
    id,
    ...(chat
      ? { chat: { kind: chat, url: masked(url), ...(chatSecret !== undefined && { secret: MASK }) } }
      : { url: masked(url) }),
    ...{ types, providers, accounts, scopes, language, owner },
    createdAt: settings.createdAt,
    status,
    ...(reason !== undefined && { reason }),
    health: {
      // Of the last day.
      attempts,
      succeeded,
      ...(attempts > 0 && { successRate: succeeded / attempts }),
      ...timeOf('lastSuccess', lastSuccess),
      ...timeOf('lastFailure', lastFailure),
      waiting,
      ...timeOf('oldestWaiting', oldest ?? undefined),
      failed,
    },
  };
}

const MASK = '…';
/** Where it leads, and nothing of what opens it. */
const masked = (url: string): string => `${new URL(url).origin}/${MASK}`;

const timeOf = (name: string, at: number | undefined): Record<string, string> =>
  at === undefined ? {} : { [name]: new Date(at).toISOString() };
