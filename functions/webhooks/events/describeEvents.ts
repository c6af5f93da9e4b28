import type { Services } from '../../config/services.ts';
import { askObject } from '../../core/askObject.ts';
import { eventLog } from '../../eventlog/eventLog.ts';
import { providerOf } from '../../registry.ts';

/** How events stand, for operators: what is kept, what could not be read, and which account can be told of any. */
export async function describeEvents({ config, env }: Services) {
  const { oldest, newest, ...log } = await askObject(async () => await eventLog(env).state());
  const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
  return {
    log: { ...log, oldest: iso(oldest), newest: iso(newest), days: config.eventDays },
    sources: config.accounts.map(({ provider, name, settings }) => ({
      source: `/${provider}/${name}`,
      missing: providerOf(provider).push.missing(settings),
      watchedEvery: config.watch?.[`${provider}/${name}`],
    })),
  };
}
