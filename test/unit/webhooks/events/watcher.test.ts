import { runDurableObjectAlarm } from 'cloudflare:test';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { readConfig } from '../../../../functions/config/config.ts';
import { forgetIsolate } from '../../../../functions/core/isolate.ts';
import { beginWatching } from '../../../../functions/webhooks/events/watcher.object.ts';
import { bindings } from '../../../support/gateway.ts';
import { allEvents, QUANSHI_PUSH, type Shown, status } from '../../../support/pushes.ts';
import { useVendors } from '../../../support/vendors.ts';

// The accounts without a push tell at once; with one, at the next look.
const { network } = useVendors();
const env = bindings();
const watcher = () => env.WATCHERS.getByName('quanshi/default');
const row = (eventId: number, attendeeCnt: number) => ({
  eventId,
  conferenceId: String(eventId),
  status: 2,
  startTime: 1_700_000_000,
  attendeeCnt,
});

/** Lets the watcher look at a list. */
async function look(...rows: object[]): Promise<void> {
  network.use(
    http.post('*/conference/listbystatus', () =>
      HttpResponse.json({ status: 0, msg: 'success', result: { totalCount: rows.length, confList: rows } }),
    ),
  );
  forgetIsolate();
  await runDurableObjectAlarm(watcher());
}
const told = async () =>
  (await allEvents()).map(
    ({ type, data }: Shown) => `${type.slice('meetgate.'.length)} ${data.meeting.participantCount ?? '-'}`,
  );

it('publishes what changes between two looks, and not what the vendor told meanwhile', async () => {
  await beginWatching({ config: readConfig(env), env });
  await look(row(1, 2));
  expect(await told()).toEqual([]);
  await look(row(1, 2), row(2, 1), row(3, 1));
  expect(await told()).toEqual([]);
  // Of one of the two that began, the vendor tells by itself.
  const callback = { method: 'meetingbegin', timestamp: Date.now(), meetinginfo: { eventId: '2' } };
  expect(await status(QUANSHI_PUSH, JSON.stringify(callback))).toBe(200);
  for (let tries = 0; tries < 50 && (await told()).length === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await look(row(1, 5), row(2, 1), row(3, 1));
  const events = await allEvents();
  expect(events.filter(({ type }) => type === 'meetgate.meeting.started')).toHaveLength(2);
  const observed = events.filter(({ data }) => data.observed);
  // The event id 3, in the hexadecimal of ids.
  expect(observed.map(({ subject }) => subject.slice(-4))).toEqual(['0133']);
});

it('takes a list that fails for no end of anything', async () => {
  await beginWatching({ config: readConfig(env), env });
  await look(row(11, 2));
  network.use(
    http.post('*/conference/listbystatus', () =>
      HttpResponse.json({ status: 500, msg: 'x' }, { status: 500 }),
    ),
  );
  for (let i = 0; i < 3; i++) {
    forgetIsolate();
    await runDurableObjectAlarm(watcher());
  }
  await look(row(11, 2));
  await look(row(11, 2));
  expect(await told()).toEqual([]);
});
