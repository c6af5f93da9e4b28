import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { readMeetingId } from '../../../../functions/meetings/model/meetingId.ts';
import { allEvents, type Shown } from '../../../support/pushes.ts';
import { toldOf, useWatched } from '../../../support/watched.ts';

const { vendors, network, watch, pass, subscribe, running } = useWatched();
const ONLINE = '*/v1/mmc/management/conferences/online';

/** Lets some steps of five minutes pass, looking at each; says what began and ended by the world's own account. */
async function watchSteps(steps: number): Promise<{ began: string[]; ended: string[] }> {
  const began: string[] = [];
  const ended: string[] = [];
  for (let step = 0, before = running(); step < steps; step++) {
    await pass(5);
    const now = running();
    began.push(...[...now.keys()].filter((own) => !before.has(own)));
    ended.push(...[...before.keys()].filter((own) => !now.has(own)));
    before = now;
    await watch();
  }
  // What is gone is believed at the second look, and what is held is told at the next.
  for (let i = 0; i < 2; i++) await watch();
  return { began: began.sort(), ended: ended.sort() };
}

describe('the watcher of both vendors', () => {
  it('tells what begins, ends and fills as the clock runs, of meetings, webinars and conferences', async () => {
    await watch();
    const { began, ended } = await watchSteps(6);
    expect(began.length).toBeGreaterThan(5);
    expect((await toldOf('started')).observed.sort()).toEqual(began);
    expect((await toldOf('ended')).observed.sort()).toEqual(ended);
    const all: Shown[] = await allEvents();
    const kinds = all.map(({ source, subject }) => `${source} ${readMeetingId(subject)?.kind}`);
    expect(new Set(kinds)).toEqual(
      new Set(['/huawei/default meeting', '/huawei/default webinar', '/quanshi/default meeting']),
    );
    // The last number of each webinar that is told is the one that is in it.
    const now = vendors.clock.now();
    const counts = new Map<string, number>();
    for (const { subject, data } of all) counts.set(subject, data.meeting.participantCount);
    const webinars = vendors.world.huawei.ongoing('webinar', now).map((one) => one.load());
    const compared = webinars.flatMap(({ confUUID, attendance }) => {
      const [, told] = [...counts].find(([id]) => readMeetingId(id)?.own === confUUID) ?? [];
      return told === undefined ? [] : [[told, attendance.online(now)]];
    });
    expect(compared.length).toBeGreaterThan(3);
    for (const [told, real] of compared) expect(told).toBe(real);
  }, 60_000);

  it('doubles nothing that was pushed, and tells what was not', async () => {
    await subscribe({ huawei: ['meeting.started'], quanshi: true });
    await watch();
    const { began, ended } = await watchSteps(4);
    const started = await toldOf('started');
    expect(started.pushed.length).toBeGreaterThan(3);
    expect(new Set([...started.pushed, ...started.observed]).size).toBe(
      started.pushed.length + started.observed.length,
    );
    expect([...started.pushed, ...started.observed].sort()).toEqual(expect.arrayContaining(began));
    expect(started.observed).toEqual([]);
    const over = await toldOf('ended');
    const all = [...over.pushed, ...over.observed];
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(ended));
    // Huawei's ends were not subscribed to.
    expect(over.observed.length).toBeGreaterThan(0);
    expect(over.observed.every((own) => own.length === 32)).toBe(true);
  }, 60_000);

  it('takes a list that fails, or is not whole, for no end and no beginning; the others go on', async () => {
    await watch();
    const rows = () => vendors.world.huawei.ongoing('conference', vendors.clock.now()).length;
    const kindsTold = async () =>
      new Set(
        [...(await toldOf('ended')).observed, ...(await toldOf('started')).observed].filter(
          (own) => own.length === 32 && vendors.world.huawei.byUUID(own)?.kind === 'conference',
        ),
      );
    for (const answer of [
      () => HttpResponse.json({ error_code: 'MMC.111000001', error_msg: 'x' }, { status: 500 }),
      // A vendor that counts what it does not list.
      () => HttpResponse.json({ offset: 0, limit: 500, count: rows(), data: [] }),
    ]) {
      network.use(http.get(ONLINE, answer));
      await watchSteps(3);
      expect(await kindsTold()).toEqual(new Set());
    }
    expect((await toldOf('ended')).observed.length).toBeGreaterThan(0);
  }, 60_000);

  it('lets a push of a webinar have the id that the webinar has', async () => {
    await watch('huawei');
    const webinars = new Set(
      vendors.world.huawei.ongoing('webinar', vendors.clock.now()).map(({ confUUID }) => confUUID),
    );
    await subscribe({ huawei: ['meeting.join'] });
    await pass(1);
    const joins: Shown[] = await allEvents('/v1/events?limit=500&type=meetgate.attendee.joined');
    const kindOf = (own: string) => (webinars.has(own) ? 'webinar' : 'meeting');
    const kinds = joins.map(({ subject }) => readMeetingId(subject));
    expect(new Set(kinds.map((key) => key?.kind))).toEqual(new Set(['webinar', 'meeting']));
    for (const key of kinds) if (key && running().has(key.own)) expect(key.kind).toBe(kindOf(key.own));
  }, 60_000);
});
