import { createVendors, type Vendors, type VendorsOptions } from '../../mocks/vendors.ts';
import { HUAWEI, huaweiLogin, NOW } from './simulation.ts';

/** What came back: status, code of a refusal, body. */
export interface Written {
  readonly status: number;
  readonly code: string | undefined;
  readonly hint: string | null;
  // Bodies are looked at member by member in expectations.
  // biome-ignore lint/suspicious/noExplicitAny: a test asks what is there, whatever its type says
  readonly body: any;
}

/** Huawei, simulated, for a user who books, changes and controls. The clock stands still until it is moved. */
export async function huaweiWriter(options: VendorsOptions = {}, userId = '') {
  const vendors = createVendors({ now: NOW, speed: 0, ...options });
  return { vendors, ...(await writerFor(vendors, userId)) };
}

/** Another user of the same vendor. */
export async function writerFor(vendors: Vendors, userId = '') {
  const token: string = (await huaweiLogin(vendors, userId)).body.accessToken;
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Written> => {
    const response = await vendors.fetch(
      new Request(`https://vendor.test${path}`, {
        method,
        headers: { 'X-Access-Token': token, ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const read = text === '' ? undefined : JSON.parse(text);
    return {
      status: response.status,
      code: read?.error_code,
      hint: response.headers.get('X-Mock-Hint'),
      body: read,
    };
  };
  const meetings = HUAWEI.meetings;
  return {
    ask,
    book: (more: object = {}) => ask('POST', meetings, { mediaTypes: 'HDVideo', subject: '例会', ...more }),
    change: (id: string, more: object = {}) =>
      ask('PUT', `${meetings}?conferenceID=${id}`, { mediaTypes: 'HDVideo', subject: '例会', ...more }),
    cancel: (id: string, type?: number) =>
      ask('DELETE', `${meetings}?conferenceID=${id}${type === undefined ? '' : `&type=${type}`}`),
    list: async (query = 'queryAll=true&limit=500'): Promise<string[]> =>
      (await ask('GET', `${meetings}?${query}`)).body.data.map(
        (one: { conferenceID: string }) => one.conferenceID,
      ),
    detail: (id: string, more = '') => ask('GET', `${meetings}/confDetail?conferenceID=${id}${more}`),
    people: (id: string) => ask('GET', `${meetings}/online/conf-attendee?conf_id=${id}`),
  };
}

/** An instant as Huawei writes it: UTC, to the minute. */
export const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
