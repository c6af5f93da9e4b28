import type { FaultRule } from '../../../mocks/options.ts';
import { startServer } from '../../../mocks/server/startServer.ts';

/**
 * The simulation of a soak, in a process of its own. Its clock runs so fast that tokens die within seconds; it starts so
 * long ago that it is the machine's time at the end, since a vendor refuses a login that is signed for its past.
 */
const [minutes = '1', speed = '1'] = process.argv.slice(2);
/** Starts, ends and a busy machine take time beside the soak's own. */
const SPARE_MS = 60_000;
const ms = Number(minutes) * 60_000 + SPARE_MS;

/** What the simulation can tell of its own logins. */
export interface Ledger {
  /** Of each vendor. */
  logins: { huawei: number; quanshi: number };
  /** Owners of tokens: each needs one login to begin with. */
  owners: number;
  /** Logins that came after the owner's former token had ended by its age, or had been taken away by a fault. */
  afterExpiry: number;
  afterEviction: number;
  /** Logins while the owner's former token was good. */
  needless: number;
  /** The most tokens that one owner has alive. */
  mostAlive: number;
}

const { url, vendors } = await startServer({
  now: () => Date.now() - ms * Number(speed),
  speed: Number(speed),
  // CurTime is the machine's time.
  quanshi: { clockSkew: Number.POSITIVE_INFINITY },
  journal: 5_000,
  faults: JSON.parse(process.env.SOAK_FAULTS ?? '[]') as FaultRule[],
});

process.on('message', () => {
  // Started with --expose-gc: what is left after a collection is what is held.
  globalThis.gc?.();
  process.send?.({ ledger: ledger(), heap: process.memoryUsage().heapUsed / 2 ** 20 });
});
process.once('disconnect', () => process.exit());
process.send?.({ url });

function ledger(): Ledger {
  const { huawei, quanshi } = vendors.state;
  const now = vendors.clock.now();
  const lives = [
    ...[...huawei.sessions.values()].map(({ owner, issuedAt, expiresAt, evictedAt, endedAt }) => ({
      owner: `huawei ${owner.userId}`,
      issuedAt,
      expiresAt,
      ends: Math.min(expiresAt, evictedAt ?? expiresAt, endedAt ?? expiresAt),
      evicted: evictedAt !== undefined,
    })),
    ...[...quanshi.sessions.values()].map(({ userId, issuedAt, expiresAt }) => ({
      owner: `quanshi ${userId}`,
      issuedAt,
      expiresAt,
      ends: expiresAt,
      // A fault that takes a token away ends it before its day is over.
      evicted: expiresAt < issuedAt + 86_400_000,
    })),
  ];
  const byOwner = Map.groupBy(lives, ({ owner }) => owner);
  const all = { afterExpiry: 0, afterEviction: 0, needless: 0, mostAlive: 0 };
  for (const sessions of byOwner.values()) {
    sessions.sort((a, b) => a.issuedAt - b.issuedAt);
    all.mostAlive = Math.max(all.mostAlive, sessions.filter(({ ends }) => ends > now).length);
    for (const [index, { issuedAt }] of sessions.slice(1).entries()) {
      const former = sessions[index];
      if (!former || former.ends > issuedAt) all.needless++;
      else if (former.evicted) all.afterEviction++;
      else all.afterExpiry++;
    }
  }
  return { logins: { huawei: huawei.logins, quanshi: quanshi.logins }, owners: byOwner.size, ...all };
}

console.error(`simulation at ${url}, ${speed} times as fast as life`);
