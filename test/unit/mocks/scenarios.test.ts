import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../../mocks/registry.ts';
import { fromText, toText } from '../../../mocks/sandbox/plain.ts';
import { INCLUDED } from '../../../mocks/scenarios/included.ts';
import { readScenario } from '../../../mocks/scenarios/readScenario.ts';
import { actionsOf } from '../../../mocks/scenarios/scenario.ts';
import { createVendors, type Vendors } from '../../../mocks/vendors.ts';
import { HUAWEI, huaweiCaller, MINUTE, NOW, QUANSHI, quanshiCaller, send } from '../../support/simulation.ts';
import { HOOK, useSubscriber } from '../../support/subscriber.ts';

const SECOND = 1_000;
const begin = (vendors: Vendors, scenario: object) =>
  send(vendors, '/__mock/scenarios', { method: 'POST', body: JSON.stringify(scenario) });
const truth = async (vendors: Vendors, vendor: string, id: string) =>
  (await send(vendors, `/__mock/meetings/${vendor}/${id}`)).body;
const iso = (seconds: number) => new Date(NOW + seconds * SECOND).toISOString();

describe('a scenario', () => {
  it('is acted out on the clock, and seen at once by the operations of the vendor', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await huaweiCaller(vendors);
    const { status, body } = await begin(vendors, {
      title: 'Three come',
      steps: [
        { at: '+10s', start: { vendor: 'huawei', kind: 'webinar', subject: '三个人的会议' } },
        { at: '+20s', join: { count: 3 } },
        { at: '+30s', join: { name: '韩梅梅' } },
        { at: '+40s', leave: { name: '韩梅梅' } },
        { at: '+50s', leave: { count: 2 } },
        { at: '+60s', end: { forGood: true } },
      ],
    });
    expect([status, body]).toMatchObject([201, { status: 'running', title: 'Three come', missed: [] }]);
    const listed = async (list: string) =>
      (await call(`${HUAWEI.webinars}/${list}?searchKey=${encodeURIComponent('三个人的会议')}`)).body;
    const online = async () => (await listed('ongoing')).data[0]?.onlineAttendeeCount;
    expect((await listed('upcoming')).count).toBe(1);
    for (const [seconds, there] of [
      [9, undefined],
      [10, 1],
      [20, 4],
      [30, 5],
      [40, 4],
      [50, 2],
      [60, undefined],
    ] as const) {
      vendors.clock.set(NOW + seconds * SECOND);
      expect(await online(), `after ${seconds} s`).toBe(there);
    }
    expect((await listed('history')).data).toMatchObject([{ attendeeCount: 5 }]);
    expect((await send(vendors, '/__mock/scenarios')).body.begun).toMatchObject([{ status: 'over' }]);
  });

  it('does each thing at its own instant, however late somebody looks', async () => {
    const late = createVendors({ now: NOW });
    const watched = createVendors({ now: NOW });
    for (const vendors of [late, watched]) await begin(vendors, { name: 'weekly-meeting' });
    for (let seconds = 0; seconds < 400; seconds += 7) {
      watched.clock.set(NOW + seconds * SECOND);
      await send(watched, '/__mock/state');
    }
    for (const vendors of [late, watched]) vendors.clock.set(NOW + 10 * MINUTE);
    const [one, two] = await Promise.all([late, watched].map((vendors) => truth(vendors, 'huawei', 'b1')));
    expect(one).toMatchObject({ status: 'ended', actualStart: iso(10), actualEnd: iso(360) });
    // The host, eleven who are counted, and one who comes twice.
    expect(one.people).toHaveLength(13);
    expect(one.people.find(({ name }: { name: string }) => name === '韩梅梅').intervals).toMatchObject([
      { joinedAt: iso(30), leftAt: iso(120) },
      { joinedAt: iso(130), leftAt: iso(360), device: 'mobile' },
    ]);
    expect(two).toEqual(one);
  });

  it('acts in a meeting that the world has, at Quanshi too', async () => {
    const vendors = createVendors({ now: NOW });
    const call = await quanshiCaller(vendors);
    const { eventId } = (await call(QUANSHI.live, { count: 5 })).body.result.confList[4];
    const { body } = await begin(vendors, {
      title: 'One more',
      steps: [
        { at: '+0s', start: { vendor: 'quanshi', id: String(eventId) } },
        { at: '+5s', join: { name: '韩梅梅' } },
        { at: '+10s', end: {} },
      ],
    });
    expect(body.meetings).toMatchObject({ meeting: { vendor: 'quanshi' } });
    const names = async () =>
      (await call(QUANSHI.attendees, { eventId, count: 500 })).body.result.list.map(
        ({ name }: { name: string }) => name,
      );
    vendors.clock.advance(5 * SECOND);
    expect(await names()).toContain('韩梅梅');
    vendors.clock.advance(5 * SECOND);
    expect(await names()).toEqual([]);
  });

  it('goes on after its state was kept, and is gone after a reset', async () => {
    const first = createVendors({ now: NOW });
    await begin(first, { name: 'weekly-meeting' });
    first.clock.set(NOW + 25 * SECOND);
    expect((await truth(first, 'huawei', 'b1')).people).toHaveLength(4);
    const second = createVendors({ state: fromText(toText(first.state)) as Vendors['state'] });
    second.clock.set(NOW + 35 * SECOND);
    expect((await truth(second, 'huawei', 'b1')).people).toHaveLength(5);
    await send(second, '/__mock/reset', { method: 'POST' });
    expect((await send(second, '/__mock/scenarios')).body.begun).toEqual([]);
    second.clock.set(NOW + 60 * SECOND);
    expect((await send(second, '/__mock/meetings/huawei/b1')).status).toBe(404);
  });

  it('tells what of it could not be done, and goes on', async () => {
    const vendors = createVendors({ now: NOW });
    await begin(vendors, {
      title: 'Too late',
      steps: [
        { at: '+1s', start: { vendor: 'huawei' } },
        { at: '+2s', leave: { name: 'Nobody' } },
        { at: '+3s', end: { forGood: true } },
        { at: '+4s', join: { count: 2 } },
      ],
    });
    vendors.clock.advance(5 * SECOND);
    expect((await send(vendors, '/__mock/scenarios')).body.begun).toMatchObject([
      {
        status: 'over',
        missed: [
          { step: 2, why: 'only 0 of 1 were there to leave' },
          { step: 4, why: 'the meeting is over' },
        ],
      },
    ]);
  });

  it('is one of twenty at most: those over make room, and no more run', async () => {
    const vendors = createVendors({ now: NOW });
    for (let number = 0; number < 20; number++)
      expect((await begin(vendors, { name: 'weekly-meeting' })).status).toBe(201);
    expect(await begin(vendors, { name: 'weekly-meeting' })).toMatchObject({
      status: 422,
      body: { error: '20 scenarios run, no more can' },
    });
    vendors.clock.advance(10 * MINUTE);
    expect((await begin(vendors, { name: 'weekly-meeting' })).status).toBe(201);
    expect((await send(vendors, '/__mock/scenarios')).body.begun).toHaveLength(20);
  });

  const START = { at: '+1s', start: { vendor: 'huawei' } };
  it.each([
    ['there is no member "color"', { title: 'x', steps: [START], color: 'red' }],
    ['title: ', { steps: [START] }],
    ['steps: ', { title: 'x', steps: [] }],
    ['step 1: at: ', { title: 'x', steps: [{ start: { vendor: 'huawei' } }] }],
    ['step 2 (at "+soon"): at: must be a span', { title: 'x', steps: [START, { at: '+soon', end: {} }] }],
    ['step 2 (at "+2s"): exactly one of', { title: 'x', steps: [START, { at: '+2s' }] }],
    ['step 2 (at "+2s"): exactly one of', { title: 'x', steps: [START, { at: '+2s', end: {}, record: {} }] }],
    ['step 2 (at "+2s"): join.count: ', { title: 'x', steps: [START, { at: '+2s', join: { count: 0 } }] }],
    ['step 2 (at "+2s"): join: name or count', { title: 'x', steps: [START, { at: '+2s', join: {} }] }],
    ['step 1 (at "+1s"): nothing starts', { title: 'x', steps: [{ at: '+1s', end: {} }] }],
    [
      'step 1 (at "+1s"): nothing starts',
      {
        title: 'x',
        steps: [
          { at: '+1s', end: {} },
          { ...START, at: '+2s' },
        ],
      },
    ],
    ['step 2 (at "+1s"): the meeting "meeting" is started twice', { title: 'x', steps: [START, START] }],
    ['step 1 (at "+1s"): start.vendor: ', { title: 'x', steps: [{ at: '+1s', start: { vendor: 'zoom' } }] }],
    [
      'step 1 (at "+1s"): start: the vendor has no meetings of this',
      { title: 'x', steps: [{ at: '+1s', start: { vendor: 'quanshi', kind: 'webinar' } }] },
    ],
    ['step 1 (at "90d"): at: must be at most 14d', { title: 'x', steps: [{ ...START, at: '90d' }] }],
  ])('is refused where it is wrong, with the step: %s', async (why, scenario) => {
    const { status, body } = await begin(createVendors({ now: NOW }), scenario);
    expect([status, body.error.slice(0, why.length)]).toEqual([400, why]);
  });

  it('is refused where it names what there is not, and then nothing of it is done', async () => {
    const vendors = createVendors({ now: NOW });
    for (const [start, why] of [
      [{ vendor: 'huawei', id: '123' }, 'step 2 (at "+2s"): huawei has no meeting'],
      [{ vendor: 'huawei', host: 'nobody' }, 'step 2 (at "+2s"): start.host is no'],
    ] as const) {
      const steps = [START, { at: '+2s', meeting: 'other', start }];
      const { status, body } = await begin(vendors, { title: 'x', steps });
      expect([status, body.error.slice(0, why.length)]).toEqual([422, why]);
    }
    expect((await begin(vendors, { name: 'no-such' })).status).toBe(404);
    expect((await send(vendors, '/__mock/scenarios')).body.begun).toEqual([]);
  });
});

describe('the scenarios that are included', () => {
  it('are listed, and each is one that is understood', async () => {
    const { body } = await send(createVendors({ now: NOW }), '/__mock/scenarios');
    expect(body.scenarios.map(({ name }: { name: string }) => name)).toEqual(Object.keys(INCLUDED));
    for (const scenario of Object.values(INCLUDED)) expect(readScenario(scenario, VENDORS)).toEqual(scenario);
  });

  it.each(Object.keys(INCLUDED))('%s goes to its end without a step that is missed', async (name) => {
    const vendors = createVendors({ now: NOW });
    await begin(vendors, { name });
    vendors.clock.advance((actionsOf(INCLUDED[name] ?? { title: '', steps: [] }).at(-1)?.at ?? 0) + SECOND);
    const [one] = (await send(vendors, '/__mock/scenarios')).body.begun;
    expect(one).toMatchObject({ status: 'over', missed: [] });
    for (const { vendor, id } of Object.values<{ vendor: string; id: string }>(one.meetings))
      expect(await truth(vendors, vendor, id)).toMatchObject({ status: 'ended' });
  });
});

describe('the events of a scenario', () => {
  const subscriber = useSubscriber();

  it('arrive as its meetings go, with the times of its steps', async () => {
    const vendors = createVendors({
      now: NOW,
      events: { subscriptions: [{ vendor: 'huawei', url: HOOK, subscriberId: 's', subscriberKey: 'k' }] },
    });
    await vendors.events.drive();
    vendors.clock.advance(SECOND);
    await begin(vendors, { name: 'weekly-meeting' });
    vendors.clock.advance(10 * MINUTE);
    await vendors.events.drive();
    const { conferenceId } = await truth(vendors, 'huawei', 'b1');
    const told = subscriber.heard
      .map(({ body }) => JSON.parse(body).eventInfo)
      .filter(({ payload }) => JSON.stringify(payload ?? {}).includes(`"${conferenceId}"`))
      .map(({ event, timestamp }) => [event, (timestamp - NOW) / SECOND - 1]);
    expect(told.slice(0, 3)).toEqual([
      ['meeting.create', 0],
      ['meeting.started', 10],
      ['meeting.join', 10],
    ]);
    expect(told.filter(([event]) => event === 'meeting.join')).toHaveLength(14);
    expect(told.filter(([event]) => event === 'meeting.left')).toHaveLength(14);
    expect(told.slice(-2)).toEqual([
      ['meeting.end', 360],
      ['meeting.conclude', 360],
    ]);
    expect(told).toContainEqual(['record.finish', 330]);
  });
});
