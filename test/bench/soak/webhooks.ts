import { type Chaos, webhookChaos } from '../../support/webhookChaos.ts';

const EVENTS = 200;
const PATIENCE_MS = 180_000;

/** Rounds of chaos, each with a gateway of its own, until the time is up. Prints a line for each. @returns whether all were good */
export async function soakWebhooks(minutes: number): Promise<boolean> {
  const ends = Date.now() + minutes * 60_000;
  let good = true;
  console.log('| round | events told | in the log | taken | deliveries | tries | forged | |');
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
  for (let round = 1; round === 1 || Date.now() < ends; round++) {
    const chaos = await webhookChaos({ events: EVENTS, patienceMs: PATIENCE_MS });
    const lost = missing(chaos);
    good &&= lost.length === 0;
    const { told, logged, ids, tries, forged } = chaos;
    const figures = [told, logged, ids.taken, ids.delivered].map(({ length }) => length);
    console.log(`| ${[round, ...figures, tries, forged, lost.length === 0 ? 'good' : 'BAD'].join(' | ')} |`);
    for (const line of lost.slice(0, 20)) console.log(`- ${line}`);
  }
  return good;
}

/** What is not as it should be, in words. */
function missing({ told, logged, ids, forged, refusedWith }: Chaos): string[] {
  const without = (what: string, all: readonly string[], some: readonly string[]) => {
    const there = new Set(some);
    return all.filter((one) => !there.has(one)).map((one) => `${what}: ${one.slice(0, 120)}`);
  };
  return [
    ...without('told and not in the log', told, logged),
    ...without('in the log and never told', logged, told),
    ...without('not taken', ids.logged, ids.taken),
    ...without('taken and not in the log', ids.taken, ids.logged),
    ...(String(ids.delivered) === String(ids.logged) ? [] : ['deliveries are not one of each event']),
    ...(forged > 0 ? [`${forged} requests were not well signed`] : []),
    ...(refusedWith === 401 ? [] : [`a forged message was answered ${refusedWith}`]),
  ];
}
