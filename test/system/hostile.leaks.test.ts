import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Attacked, apiKey, json, startAttacked } from '../support/hostile.ts';

/** The keys by name, with their scopes. */
const KEYS = {
  reader: ['read'],
  secrets: ['read', 'secrets'],
  personal: ['read', 'personal'],
  all: ['read', 'secrets', 'personal', 'admin'],
} as const;
type Key = keyof typeof KEYS;

let attacked: Attacked;
beforeAll(async () => {
  const records = Object.entries(KEYS).map(([name, scopes]) =>
    apiKey(`key-of-${name}-0123456789`, { name, scopes: [...scopes], accounts: ['*'] }),
  );
  attacked = await startAttacked({ API_KEYS: JSON.stringify(await Promise.all(records)) });
});
beforeEach(() => attacked.vendor.behave());
afterAll(() => attacked.stop());

const call = (key: Key, path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  attacked.call(path, { Authorization: `Bearer key-of-${key}-0123456789`, ...headers }, init);

const ATTENDEES = '/v1/huawei/conferences/9a0fa6d1/attendees';
const WEBINARS = '/v1/huawei/webinars/ongoing';
const LIVE = '/v1/quanshi/conferences/live';

/** Has the vendor answer with these rows. */
function rowsAre(
  path: typeof ATTENDEES | typeof WEBINARS | typeof LIVE,
  rows: object[],
  beside: object = {},
) {
  const { vendor } = attacked;
  if (path === LIVE) {
    const result = { totalCount: rows.length, confList: rows, ...beside };
    vendor.on('/listbystatus', (_, response) => json(response, { status: 0, msg: '', result, ...beside }));
  } else {
    const page = { offset: 0, limit: '10', count: rows.length, data: rows, ...beside };
    const asked = path === ATTENDEES ? '/confAttendeeRecord' : '/conferences/ongoing';
    vendor.on(asked, (_, response) => json(response, page));
  }
}

/** The rows as a key sees them, in the form of the document and in the vendor's. */
async function seen(key: Key, path: string) {
  const texts: string[] = [];
  for (const query of ['', '?raw=true']) {
    const response = await call(key, path + query);
    expect(response.status).toBe(200);
    texts.push(await response.text());
  }
  const [form = '', raw = ''] = texts;
  const rowsOf = (text: string) => {
    const { result, data, confList } = JSON.parse(text);
    return (result?.confList ?? data ?? confList) as Record<string, unknown>[];
  };
  return { rows: rowsOf(form), rawRows: rowsOf(raw), text: `${form}${raw}` };
}

describe('what is withheld by name is withheld by value', () => {
  test('as the name of somebody on the telephone (the example of the README)', async () => {
    rowsAre(ATTENDEES, [
      { displayName: 'user8002', callNumber: '+991116004380', deptName: 'wangyue' },
      { displayName: '+991116005905', callNumber: '+991116005905' },
    ]);
    const { rows, rawRows } = await seen('reader', ATTENDEES);
    expect(rows).toEqual([{ displayName: 'user8002', deptName: 'wangyue' }, {}]);
    expect(rawRows).toEqual(rows);
    expect((await seen('personal', ATTENDEES)).rows[1]).toEqual({
      displayName: '+991116005905',
      callNumber: '+991116005905',
    });
  });

  test('within the texts of its own row, and as a word or a whole field of another', async () => {
    rowsAre(WEBINARS, [
      {
        subject: 'Ask Li',
        description: 'Tür44xK7pq, then wait',
        chairPasswd: 'Tür44xK7pq',
        conferenceId: '1',
      },
      { subject: 'Tür44xK7pq', description: 'Use (Tür44xK7pq).', conferenceId: '2' },
      { subject: 'xTür44xK7pqx', guestPasswd: 'Tür44xK7pq', conferenceId: '3' },
      { subject: 'Who is Tür44?', conferenceId: '4' },
    ]);
    const { rows, rawRows } = await seen('reader', WEBINARS);
    expect(rows).toEqual([
      { subject: 'Ask Li', description: '[withheld], then wait', conferenceId: '1' },
      { description: 'Use ([withheld]).', conferenceId: '2' },
      { subject: 'x[withheld]x', conferenceId: '3' },
      { subject: 'Who is Tür44?', conferenceId: '4' },
    ]);
    expect(rawRows).toEqual(rows);
    expect((await seen('secrets', WEBINARS)).rows[1]).toMatchObject({ subject: 'Tür44xK7pq' });
  });

  test('as a number, and without the punctuation of a telephone number', async () => {
    rowsAre(LIVE, [
      { pcode2: '73918264', hostId: 73918264, eventId: 5, title: 'a' },
      { hostMobile: '+44 (20) 7946-0958', hostName: '442079460958', title: 'call 442079460958' },
    ]);
    const { rows, rawRows } = await seen('reader', LIVE);
    expect(rows).toEqual([{ eventId: 5, title: 'a' }, { title: 'call [withheld]' }]);
    expect(rawRows).toEqual(rows);
  });

  test('in a field that nobody knows, where its name tells', async () => {
    rowsAre(WEBINARS, [{ subject: 'join with Zq81LmPx', extras: { newPassword: ['Zq81LmPx'] } }]);
    expect((await seen('reader', WEBINARS)).rows).toEqual([{ subject: 'join with [withheld]' }]);
  });

  test('but not where it is so short that it stands anywhere', async () => {
    const row = { subject: 'Room 56 of 2021x, 123', timeZoneId: 56, conferenceId: 'a2021b' };
    rowsAre(WEBINARS, [{ ...row, chairPasswd: '56', guestPasswd: '2021', audiencePasswd: '123' }]);
    expect((await seen('reader', WEBINARS)).rows).toEqual([row]);
  });
});

/** What vendors have been seen, or may be thought, to add one day. */
const UNLISTED =
  'hostPin accessCode joinLink clientIp tel mail idCard password pin pwd hostCode guestCode link url uri href host ' +
  'sip sipUri dialIn phoneBook contact contacts attendees users notes remark memo extra ext ext1 custom customData meta ' +
  'raw data2 payload debug trace session sid cookie auth authorization key apiKey secretKey signature sign hash nonce ' +
  'credential credentials license __proto__x constructor_';

describe('fields that no document lists', () => {
  const unlisted = Object.fromEntries(UNLISTED.split(/ /).map((name, i) => [name, `Kd${i}-unlisted-Wq`]));
  const shapes: object[] = [
    unlisted,
    { more: unlisted },
    { list: [unlisted, [unlisted]] },
    { subject: unlisted, title: [unlisted], displayName: { a: [unlisted] } },
  ];

  test.each([ATTENDEES, WEBINARS, LIVE] as const)('of %s are for keys with both scopes', async (path) => {
    for (const shape of shapes) {
      rowsAre(path, [shape], shape);
      for (const key of ['reader', 'secrets', 'personal'] as const)
        expect((await seen(key, path)).text).not.toMatch(/unlisted|Pin|more|list"/);
    }
    rowsAre(path, [unlisted], { ...unlisted });
    const { text } = await seen('all', path);
    for (const name of Object.keys(unlisted)) expect(text).toContain(name);
  });

  test('what is known stays, in both forms', async () => {
    rowsAre(LIVE, [{ confName: '周例会', conferenceId: '22188557', isRecord: true, attendeeCnt: 5, new: 1 }]);
    const { rows, rawRows } = await seen('reader', LIVE);
    const others = { conferenceId: '22188557', isRecord: true, attendeeCnt: 5 };
    expect(rows).toEqual([{ title: '周例会', ...others }]);
    expect(rawRows).toEqual([{ confName: '周例会', ...others }]);
  });
});

describe('texts', () => {
  const inner = { hostPin: 'Jq7-within-Rt', note: { deep: ['Jq7-within-Rt'] } };
  const line = JSON.stringify(inner);
  test.each([
    ['JSON', line],
    ['JSON in a list', `[1, ${line}]`],
    ['JSON lines', `${line}\n${line}`],
    ['JSON behind a byte order mark', `\uFEFF${line}`],
    ['JSON behind words', `see ${line}`],
    ['JSON encoded twice', JSON.stringify(line)],
    ['JSON encoded three times', JSON.stringify(JSON.stringify(line))],
    ['JSON with its quotes escaped', JSON.stringify(line).replaceAll('\\"', '\\u0022')],
    ['half of JSON', line.slice(1, -5)],
    ['JSON as in HTML', line.replaceAll('"', '&quot;')],
    ['JSON as in a URL', encodeURIComponent(line)],
    ['a dictionary of Python', line.replaceAll('"', "'")],
    ['a text longer than anybody reads', `${'x '.repeat(6_000)}Jq7-within-Rt`],
  ])('that hold %s are left out', async (_, text) => {
    rowsAre(WEBINARS, [{ conferenceId: '1', subject: text, description: text }]);
    const { rows, text: all } = await seen('reader', WEBINARS);
    expect(rows).toEqual([{ conferenceId: '1' }]);
    expect(all).not.toContain('within');
    expect((await seen('all', WEBINARS)).rows[0]).toEqual({
      conferenceId: '1',
      subject: text,
      description: text,
    });
  });

  test('lose links, passwords, addresses and numbers that stand in them', async () => {
    rowsAre(WEBINARS, [
      {
        subject: '例会 密码：264301 联系 li.lei@example.com',
        description:
          'Join mtest.qsh1.cn/k/mkIW3T or https://meeting.example/#/j/98 with PIN 8841, tel +86 139 1234 5678',
        startTime: '2021-04-30 02:13',
        confUUID: '9cc9db0ba95911eba637897a0ff0f70e',
      },
    ]);
    const rest = { startTime: '2021-04-30 02:13', confUUID: '9cc9db0ba95911eba637897a0ff0f70e' };
    expect((await seen('reader', WEBINARS)).rows).toEqual([
      {
        subject: '例会 密码：[withheld] 联系 [withheld]',
        description: 'Join [withheld] or [withheld] with PIN [withheld], tel [withheld]',
        ...rest,
      },
    ]);
    expect((await seen('personal', WEBINARS)).rows[0]).toMatchObject({
      subject: '例会 密码：[withheld] 联系 li.lei@example.com',
    });
  });

  test('of objects that are written as texts hold no more than the objects may', async () => {
    const result = [
      {
        conferenceId: '1',
        calExtraInfo: JSON.stringify({
          allowH323: 1,
          eventWatchword: 'Vx82hidden',
          labels: '["a","b"]',
          more: 'Vx83hidden',
        }),
        title: 'Vx82hidden',
      },
    ];
    attacked.vendor.on('/getByJoinUrl', (_, response) => json(response, { status: 0, result }));
    for (const query of ['', '?raw=true']) {
      const response = await call(
        'reader',
        `/v1/quanshi/conferences/lookup${query}`,
        {},
        {
          method: 'POST',
          body: JSON.stringify({ attendeeJoinUrl: 'https://n.qsh1.cn/k/abc' }),
        },
      );
      const text = await response.text();
      expect(text).not.toContain('hidden');
      expect(text).toMatch(/labels[\\":]+\[[\\"]+a[\\",]+b[\\"]+\]/);
    }
  });
});

describe('what a vendor says of a refusal', () => {
  const words =
    'host li.lei@example.com (+8613912345678, 10.1.2.3): password hunter42 expected, see https://x.example/k/1';
  const says = async (key: Key, path: string) => {
    const response = await call(key, path);
    expect(response.status).toBeGreaterThanOrEqual(400);
    return (await response.json()) as Record<string, string>;
  };
  const hidden = /li\.lei|391234|10\.1\.2|hunter|x\.example/;

  test('names neither persons nor passwords to keys without the scopes', async () => {
    attacked.vendor.on('/conferences/ongoing', (_, response) =>
      json(response, { error_code: 'WSS.9 of li.lei@example.com', error_msg: words }, 400),
    );
    const problem = await says('reader', WEBINARS);
    expect(problem.providerMessage).toBe(
      'host [withheld] ([withheld], [withheld]): password [withheld] expected, see [withheld]',
    );
    expect(problem.providerCode).toBe('WSS.9 of [withheld]');
    expect(JSON.stringify(problem)).not.toMatch(hidden);
    expect((await says('secrets', WEBINARS)).providerMessage).toMatch(/hunter42.*https/);
    expect((await says('secrets', WEBINARS)).providerMessage).not.toMatch(/li\.lei|391234|10\.1\.2/);
    expect((await says('personal', WEBINARS)).providerMessage).not.toMatch(/hunter|x\.example/);
    expect((await says('all', WEBINARS)).providerMessage).toBe(words);
    // Of a composed operation, too.
    attacked.vendor.on('/listbystatus', (_, response) => json(response, { status: 9, msg: words }));
    expect(JSON.stringify(await says('reader', '/v1/meetings/live/count'))).not.toMatch(hidden);
  });

  test('not of a login either', async () => {
    attacked.vendor.on('/appauth', (_, response) =>
      json(response, { error_code: 'USG.206010025', error_msg: words }, 401),
    );
    const response = await call('reader', WEBINARS, { 'X-On-Behalf-Of': 'somebody' });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toMatch(hidden);
  });
});

describe('passwords of a conference', () => {
  const RIGHT = '264301';
  const random = (id: string) => `/v1/huawei/conferences/${id}/auth-random`;
  const guess = (key: Key, id: string, password: string) => call(key, random(id), { 'X-Password': password });
  const asked = () => attacked.vendor.got.filter(({ url }) => url.includes('/auth/random')).length;
  beforeEach(() =>
    attacked.vendor.on('/auth/random', ({ headers }, response) =>
      headers['x-password'] === RIGHT
        ? json(response, { random: '397381479198454' })
        : json(response, { error_code: 'MMC.111072065', error_msg: 'CONF_NOT_FOUND_OR_AUTH_FAILED' }, 400),
    ),
  );

  test('are tried by keys with the scope secrets alone', async () => {
    for (const key of ['reader', 'personal'] as const) {
      const response = await guess(key, '900000001', RIGHT);
      expect(await response.json()).toMatchObject({
        status: 403,
        detail: expect.stringContaining('secrets'),
      });
    }
    expect(asked()).toBe(0);
    expect((await guess('secrets', '900000001', RIGHT)).status).toBe(200);
  });

  test('are not found by guessing, one after the other', async () => {
    const id = '900000002';
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await guess('secrets', id, `0000${i}`)).status);
    expect(statuses).toEqual([...Array(5).fill(404), ...Array(7).fill(429)]);
    const refused = await guess('secrets', id, RIGHT);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toHaveProperty('type', expect.stringMatching(/rate-limited$/));
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(500);
    expect(asked()).toBe(5);
    // Other spellings are no other conference; other conferences and callers are.
    expect((await guess('secrets', '900-000-002', '1')).status).toBe(429);
    expect((await guess('secrets', '900000003', RIGHT)).status).toBe(200);
    expect((await guess('all', id, RIGHT)).status).toBe(200);
  });

  test('are not found by guessing all at once, by whichever surface', async () => {
    const id = '900000004';
    const responses = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        i % 2
          ? guess('secrets', id, `000${i}`)
          : call(
              'secrets',
              '/v1/invoke/huawei.createAuthRandom',
              {},
              {
                method: 'POST',
                body: JSON.stringify({ conferenceId: id, password: `000${i}` }),
              },
            ),
      ),
    );
    expect(asked()).toBeLessThanOrEqual(5);
    for (const { status } of responses) expect([404, 429]).toContain(status);
  });

  test('that are right are not punished, however often they are sent', async () => {
    const id = '900000005';
    const send = () => Promise.all(Array.from({ length: 40 }, () => guess('secrets', id, RIGHT)));
    for (let i = 0; i < 2; i++) for (const { status } of await send()) expect(status).toBe(200);
    // Nor after others have guessed.
    for (let i = 0; i < 8; i++) await guess('secrets', id, `0000${i}`);
    expect((await guess('secrets', id, '00001')).status).toBe(429);
    expect((await guess('secrets', id, RIGHT)).status).toBe(200);
  });

  test('count only where the vendor has refused them', async () => {
    const id = '900000006';
    attacked.vendor.on('/auth/random', (_, response) =>
      json(response, { error_code: 'MMC.111072005', error_msg: 'CONF_NOT_STARTED' }, 400),
    );
    for (let i = 0; i < 8; i++) expect((await guess('secrets', id, `0000${i}`)).status).toBe(409);
    attacked.vendor.on('/auth/random', (_, response) => json(response, { random: '1' }));
    expect((await guess('secrets', id, '00009')).status).toBe(200);
  });
});
