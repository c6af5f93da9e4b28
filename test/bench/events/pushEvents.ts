import { createHmac, randomUUID } from 'node:crypto';
import { KEY } from '../gateway/candidates.ts';
import { median } from '../median.ts';
import { type Prepared, sendAll } from './sendAll.ts';

/** What became of the events of a vendor. */
export interface Pushed {
  sent: number;
  /** With 200. */
  answered: number;
  logged: number;
  /** Until the answer: of one after the other, and of many. */
  medianMs: number;
  crowdedMs: number;
  perSecond: number;
}

const ALONE = 300;
/** As many as a vendor may have open. */
const CONNECTIONS = 64;
/** The queue hands on a batch a second; a crowded machine takes its time. */
const PATIENCE_MS = 60_000;

/** Tells the gateway of so many meetings that start, each a meeting of its own, and counts what is in its log then. */
export async function pushEvents(url: string, rate: number, seconds: number): Promise<Pushed> {
  const alone = await sendAll(url, Array.from({ length: ALONE }, message), { connections: 1 });
  const many = await sendAll(url, Array.from({ length: rate * seconds }, message), {
    connections: CONNECTIONS,
    rate,
  });
  const sent = ALONE + rate * seconds;
  const ends = Date.now() + PATIENCE_MS;
  let logged = await countLogged(url);
  while (logged < sent && Date.now() < ends) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    logged = await countLogged(url);
  }
  return {
    sent,
    answered: (alone.statuses.get(200) ?? 0) + (many.statuses.get(200) ?? 0),
    logged,
    medianMs: median(alone.latencies),
    crowdedMs: median(many.latencies),
    perSecond: (rate * seconds) / many.seconds,
  };
}

let meetings = 100_000_000;

/** A message of Huawei's, signed as its document says. */
function message(): Prepared {
  const timestamp = Date.now();
  const eventInfo = JSON.stringify({
    event: 'meeting.started',
    timestamp,
    payload: {
      meetingInfo: {
        meetingID: String(++meetings),
        meetingUUID: randomUUID().replaceAll('-', ''),
        meetingCycleSubID: '',
      },
    },
  });
  const nonce = '60426560';
  const signature = createHmac('sha256', 'demo-key')
    .update(`meetgate${timestamp}${nonce}${eventInfo}`)
    .digest('hex');
  return {
    method: 'POST',
    path: '/v1/events/huawei/default',
    headers: { 'Content-Type': 'application/json' },
    body: `{"appID":"meetgate","timestamp":${timestamp},"nonce":"${nonce}","signature":"${signature}","eventInfo":${eventInfo}}`,
  };
}

/** Events of the log, by their ids. */
async function countLogged(url: string): Promise<number> {
  const ids = new Set<string>();
  for (let after = ''; ; ) {
    const answer = await fetch(`${url}/v1/events?limit=500${after}`, { headers: KEY });
    const page = (await answer.json()) as { data: { id: string }[]; nextCursor: string; hasMore: boolean };
    for (const { id } of page.data) ids.add(id);
    if (!page.hasMore) return ids.size;
    after = `&after=${encodeURIComponent(page.nextCursor)}`;
  }
}
