import { createVendors } from '../../mocks/vendors.ts';
import { type Answer, checkSumHeaders, DAY, HOUR, NOW, QUANSHI, send } from './simulation.ts';

/** An employee who hosts what is booked here: e10007. */
export const HOST = 88600007;
/** When it begins: this afternoon, while a token lives. */
export const START = NOW + 3 * HOUR;

/** An instant as Quanshi's bookings have it: text, the time of Beijing. */
export const beijing = (at: number): string =>
  new Date(at + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

/** Quanshi, simulated, for its super administrator. The clock stands still until it is moved. */
export async function quanshiWriter() {
  let now = NOW;
  const vendors = createVendors({ now: () => now });
  const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
    send(vendors, path, { method: 'POST', headers, body: JSON.stringify(body) });
  /** A caller with the token of a user. */
  const as = async (userId: number) => {
    const { body } = await post(QUANSHI.token, { userId }, await checkSumHeaders(now));
    const token: string = body.data.token;
    return (path: string, input: object) => post(path, input, { token });
  };
  const ask = await as(10001);
  const bookWith = (more: object = {}) =>
    post('/conference/conference/reservConference2', {
      ...{ appId: 6, appKey: 'demo-app', userId: HOST, title: '周会', length: 60 },
      ...{ starttime: beijing(START), inviteeList: [], cycle: '0' },
      ...more,
    });
  return {
    vendors,
    ask,
    as,
    bare: post,
    bookWith,
    now: () => now,
    at: (instant: number) => {
      now = instant;
    },
    /** Books a conference and gives what was answered. */
    book: async (more: object = {}) => (await bookWith(more)).body.result,
    /** A conference of the world's that has not begun. */
    drawn() {
      const coming = vendors.world.quanshi
        .during(now + HOUR, now + DAY)
        .find((one) => one.scheduledStart > now + HOUR && one.start > now && one.cancelledAt === undefined);
      if (!coming) throw new Error('nothing is booked');
      return coming.load();
    },
    people: (what: 'join' | 'leave', eventId: number, name: string, token?: string) =>
      post(`/__mock/people/${what}`, {
        vendor: 'quanshi',
        meeting: String(eventId),
        name,
        ...(token && { token }),
      }),
  };
}
