import { expect, it } from 'vitest';
import { huaweiWriter, minute } from '../../support/huaweiWriter.ts';
import { DAY, NOW } from '../../support/simulation.ts';
import { HOOK, useSubscriber } from '../../support/subscriber.ts';

const subscriber = useSubscriber();
const heard = (): string[] =>
  subscriber.heard
    .map(({ body }) => JSON.parse(body).eventInfo.event)
    .filter((one) => one !== 'meeting.verify');

it('what is booked and changed while the clock stands still is pushed, and nothing of it twice', async () => {
  const { vendors, book, change, cancel } = await huaweiWriter();
  // Of the instant at which somebody begins to listen, nothing is told that was before.
  await book({ startTime: minute(NOW + DAY) });
  await vendors.events.subscribe({
    vendor: 'huawei',
    url: HOOK,
    events: ['meeting.create', 'meeting.modify', 'meeting.cancel'],
  });
  await vendors.events.drive();
  expect(heard()).toEqual([]);
  const [{ conferenceID: id }] = (await book({ startTime: minute(NOW + DAY) })).body;
  await vendors.events.drive();
  await vendors.events.drive();
  expect(heard()).toEqual(['meeting.create']);
  await change(id, { startTime: minute(NOW + DAY), subject: '周会' });
  await vendors.events.drive();
  expect(heard()).toEqual(['meeting.create', 'meeting.modify']);
  await cancel(id);
  await vendors.events.drive();
  await vendors.events.drive();
  expect(heard()).toEqual(['meeting.create', 'meeting.modify', 'meeting.cancel']);
});
