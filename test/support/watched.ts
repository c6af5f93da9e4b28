import { runDurableObjectAlarm } from 'cloudflare:test';
import { http } from 'msw';
import { beforeEach } from 'vitest';
import { readConfig } from '../../functions/config/config.ts';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import { readMeetingId } from '../../functions/meetings/model/meetingId.ts';
import { beginWatching } from '../../functions/webhooks/events/watcher.object.ts';
import { bindings, call } from './gateway.ts';
import { allEvents, QUANSHI_PUSH, type Shown } from './pushes.ts';
import { MINUTE, NOW } from './simulation.ts';
import { useVendors } from './vendors.ts';

/** Who is told by pushes of what, in this test. */
export interface Pushed {
  huawei?: ('meeting.started' | 'meeting.end' | 'meeting.join' | 'meeting.left')[];
  quanshi?: boolean;
}

/**
 * Both simulated vendors on the network, their clock at a Monday morning and moved by hand, with watchers that look when they
 * are told to.
 */
export function useWatched() {
  const { vendors, network } = useVendors({ now: NOW, speed: 0, events: { targets: ['gate.example'] } });
  beforeEach(async () => {
    vendors.reset();
    network.use(
      http.post('https://gate.example/*', ({ request }) => fromVendor(request)),
      // What the gateway asks a vendor's clock by.
      http.get(/^https:\/\/[^/]+\/$/, ({ request }) => vendors.fetch(new Request(request.url))),
    );
    await beginWatching({ config: readConfig(bindings()), env: bindings() });
  });
  const watch = async (...accounts: ('huawei' | 'quanshi')[]) => {
    for (const account of accounts.length > 0 ? accounts : (['huawei', 'quanshi'] as const)) {
      forgetIsolate();
      await runDurableObjectAlarm(bindings().WATCHERS.getByName(`${account}/default`));
    }
  };
  return {
    vendors,
    network,
    watch,
    /** Lets time pass, and everything arrive that is pushed meanwhile. */
    async pass(minutes: number): Promise<void> {
      vendors.clock.advance(minutes * MINUTE);
      forgetIsolate();
      await vendors.events.drive();
      await vendors.events.settle();
      const sent = vendors.events.deliveries().filter(({ event }) => event !== 'meeting.verify');
      await arrived(sent.length);
    },
    async subscribe({ huawei, quanshi }: Pushed): Promise<void> {
      const url = 'https://gate.example/v1/events/huawei/default';
      if (huawei) await vendors.events.subscribe({ vendor: 'huawei', url, events: huawei });
      if (quanshi)
        await vendors.events.subscribe({ vendor: 'quanshi', url: `https://gate.example${QUANSHI_PUSH}` });
    },
    /** What runs by the world itself: the vendor's own id of each meeting, with its kind. */
    running: (): Map<string, 'webinar' | 'meeting'> => {
      const now = vendors.clock.now();
      const { huawei, quanshi } = vendors.world;
      return new Map([
        ...huawei.ongoing('webinar', now).map(({ confUUID }) => [confUUID, 'webinar'] as const),
        ...huawei.ongoing('conference', now).map(({ confUUID }) => [confUUID, 'meeting'] as const),
        ...quanshi.live(now).map(({ eventId }) => [String(eventId), 'meeting'] as const),
      ]);
    },
  };
}

const fromVendor = async (request: { url: string; text(): Promise<string> }): Promise<Response> =>
  call(new URL(request.url).pathname, {
    method: 'POST',
    body: await request.text(),
    headers: { Authorization: '-' },
  });

/** Waits until the queue has handed on so many pushes: those that were taken are events, each one. */
async function arrived(count: number): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const pushed = (await allEvents()).filter(({ data }) => !data.observed);
    if (pushed.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What was told, as `started <the vendor's own id>`, by whether it was pushed or observed. */
export async function toldOf(type: 'started' | 'ended'): Promise<{ pushed: string[]; observed: string[] }> {
  const events = (await allEvents(`/v1/events?limit=500&type=meetgate.meeting.${type}`)) as Shown[];
  const own = ({ data }: Shown) => readMeetingId(data.meeting.id)?.own ?? '';
  return {
    pushed: events.filter(({ data }) => !data.observed).map(own),
    observed: events.filter(({ data }) => data.observed).map(own),
  };
}
