import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import type { MeetgateEvent } from '../../../../functions/core/event.ts';
import { AttendanceStore, MOST_PEOPLE } from '../../../../functions/webhooks/deliveries/attendanceStore.ts';
import { bindings } from '../../../support/gateway.ts';
import { eventOf } from '../../../support/subscribed.ts';

const NOW = Date.UTC(2026, 2, 2, 2);
const about = (id: string): MeetgateEvent =>
  eventOf(`e${id}`, 'meetgate.attendee.joined', {
    data: { meeting: { meetingNumber: '914047175' }, attendee: { id } },
  });

it('people are counted up to the last one that fits; who is counted may still leave and return', async () => {
  const object = bindings().SUBSCRIPTIONS.getByName('counted');
  await runInDurableObject(object, async (_, { storage }) => {
    const store = new AttendanceStore(storage.sql);
    await store.note(about('first'), true, NOW);
    await store.note(about('first'), false, NOW);
    for (let others = 0; others < MOST_PEOPLE - 2; others++)
      storage.sql.exec('INSERT INTO people SELECT meeting, ?, 0, at FROM people LIMIT 1', `${others}`);
    await store.note(about('last'), true, NOW);
    await store.note(about('one more'), true, NOW);
    await store.note(about('first'), true, NOW);
    expect(await store.close(about('last'))).toEqual({ people: MOST_PEOPLE, peak: 2 });
  });
});
