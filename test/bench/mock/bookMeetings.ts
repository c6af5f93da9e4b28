import { TOKEN } from './describe.ts';

const MEETINGS = 10_000;
const AT_ONCE = 50;
const HOUR = 3_600_000;

/** Books meetings of the next weeks at Huawei, as many as the overlay should bear without being felt. */
export async function bookMeetings(listUrl: string): Promise<void> {
  const { origin } = new URL(listUrl);
  const { clock } = (await (await fetch(`${origin}/__mock/state`)).json()) as { clock: { now: number } };
  const book = async (number: number) => {
    const startTime = new Date(clock.now + HOUR + (number % 1_000) * HOUR)
      .toISOString()
      .slice(0, 16)
      .replace('T', ' ');
    const response = await fetch(`${origin}/v1/mmc/management/conferences`, {
      method: 'POST',
      headers: { 'X-Access-Token': TOKEN },
      body: JSON.stringify({ mediaTypes: 'HDVideo', subject: `Meeting ${number}`, startTime }),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`a booking was answered ${response.status}`);
  };
  for (let first = 0; first < MEETINGS; first += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => book(first + n)));
}
