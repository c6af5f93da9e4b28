import { isLive } from '../huawei/sessions.ts';
import { droppedOf } from '../journal/journal.ts';
import type { Vendors } from '../vendors.ts';

// A list for looking at, not for paging.
const SHOWN = 8;

/** `/__mock/state`: the world at this instant, who is logged in, and what has been asked. No token and no password. */
export function overview({ world, state, settings, clock, routes }: Vendors): object {
  const now = clock.now();
  const webinars = world.huawei.ongoingWebinars(now);
  const conferences = world.quanshi.live(now);
  const huaweiTokens = [...state.huawei.sessions.values()]
    .filter((one) => isLive(one, now))
    .map(({ owner }) => `${owner.appId}:${owner.corpId}:${owner.userId}:${owner.clientType}`);
  const quanshiTokens = [...state.quanshi.sessions.values()]
    .filter((one) => one.expiresAt > now)
    .map(({ userId }) => String(userId));
  const { journal } = state;
  return {
    seed: state.seed,
    size: settings.size,
    clock: { now, iso: new Date(now).toISOString(), speed: clock.speed },
    requests: journal.made,
    journal: {
      kept: journal.made - journal.cleared - droppedOf(journal),
      limit: journal.limit,
      dropped: droppedOf(journal),
    },
    faults: state.faults.length,
    huawei: {
      ongoingWebinars: webinars.length,
      logins: state.huawei.logins,
      liveTokens: count(huaweiTokens),
      registeredUsers: state.huawei.registered.size,
      running: webinars.slice(0, SHOWN).map((one) => {
        const { subject, conferenceId, start, end, schedulerName, online } = one.load();
        return running(subject, conferenceId, schedulerName, start, end, online(now));
      }),
    },
    quanshi: {
      liveConferences: conferences.length,
      logins: state.quanshi.logins,
      liveTokens: count(quanshiTokens),
      running: conferences.slice(0, SHOWN).map((one) => {
        const { title, liveId, start, end, host, online } = one.load();
        return running(title, liveId, host.name, start, end, online(now));
      }),
    },
    operations: routes.map(({ vendor, operation, method, path }) => ({ vendor, operation, method, path })),
  };
}

function running(
  subject: string,
  id: string,
  host: string,
  start: number,
  end: number,
  online: number,
): object {
  return { subject, id, host, start, end: Number.isFinite(end) ? end : null, online };
}

/** How many of each. */
function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
