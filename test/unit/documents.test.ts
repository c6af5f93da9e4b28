/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, test } from 'vitest';

interface Fixture {
  document: string;
  operation: string;
  kind: 'request' | 'response' | 'curl' | 'sample';
  text: string;
  method?: string;
  path?: string | null;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  status?: number;
  field?: string;
  body?: unknown;
  mended?: { printed: string; read: string }[];
  notes: string[];
}

const files = import.meta.glob<Fixture>('../../fixtures/documents/*.json', {
  eager: true,
  import: 'default',
});
const fixtures = Object.entries(files).map(([path, fixture]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  fixture,
}));
const of = (...kinds: Fixture['kind'][]) => fixtures.filter(({ fixture }) => kinds.includes(fixture.kind));

/** First bytes of the SHA-256 of each text: the documents stand outside this repository, so this pins them. */
const digests: Record<string, string> = {
  'huawei.createAuthRandom.curl': '1dfd3dd00a000a2b',
  'huawei.createAuthRandom.request': '33ab691e06ca6c0f',
  'huawei.createAuthRandom.response': '5c1adf3f4a27086d',
  'huawei.listOngoingWebinars.curl': '753f12d31401f58e',
  'huawei.listOngoingWebinars.request': '3a6cc0dcafbd4178',
  'huawei.listOngoingWebinars.response': 'f95f3168d9983084',
  'huawei.searchAttendanceRecords.curl': 'c8305aaa902064ce',
  'huawei.searchAttendanceRecords.request': 'edaf42d488721273',
  'huawei.searchAttendanceRecords.response': '5a7cbba47de64f5d',
  'quanshi.getConferenceByJoinUrl.detailHouseList': '37a408cd2072591c',
  'quanshi.getConferenceByJoinUrl.houseList': 'ae5fe39a3c31b41e',
  'quanshi.getConferenceByJoinUrl.request': 'd9cc6c04ee8e8a7f',
  'quanshi.getConferenceByJoinUrl.response': 'ed939e23323c6cfb',
  'quanshi.listLiveConferences.request': 'f4970523715fca56',
  'quanshi.listLiveConferences.response': '9672d3c5c5dfd926',
};

/** Reads a printed HTTP message; the headers of a request printed on one line begin where a known name does. */
function readMessage(text: string) {
  const start = text.search(/^[{[]/m);
  const head = (start < 0 ? text : text.slice(0, start)).trim();
  const lines = head.includes('\n') ? head.split('\n') : head.split(/ (?=(?:Host|User-Agent|X-[\w-]+): )/);
  const headers = lines.slice(1).map((line) => /^(.*?):\s*(.*)$/.exec(line)?.slice(1));
  return { line: lines[0] ?? '', headers, body: start < 0 ? undefined : text.slice(start) };
}

const isJson = (text: string | undefined) => {
  try {
    JSON.parse(text ?? '');
    return true;
  } catch {
    return false;
  }
};

test('the five operations each have a request and a response, in a file named after them', () => {
  for (const { name, fixture } of fixtures) {
    expect(name).toBe(`${fixture.operation}.${fixture.field ?? fixture.kind}`);
  }
  const operations = (kind: Fixture['kind']) => of(kind).map(({ fixture }) => fixture.operation);
  const all = [
    'huawei.createAuthRandom',
    'huawei.listOngoingWebinars',
    'huawei.searchAttendanceRecords',
    'quanshi.getConferenceByJoinUrl',
    'quanshi.listLiveConferences',
  ];
  expect(operations('request')).toEqual(all);
  expect(operations('response')).toEqual(all);
  expect(operations('curl')).toEqual(all.filter((id) => id.startsWith('huawei.')));
});

test('only the sample with the unquoted key is not JSON as printed', () => {
  const broken = fixtures.filter(
    ({ fixture }) => fixture.body !== undefined && !isJson(readMessage(fixture.text).body),
  );
  expect(broken.map(({ name }) => name)).toEqual(['quanshi.getConferenceByJoinUrl.detailHouseList']);
});

describe.each(fixtures)('$name', ({ name, fixture }) => {
  test('is the text of the document, unedited', async () => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(fixture.text));
    const hex = Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    );
    expect(hex).toBe(digests[name]);
  });

  test('has the body that its own text has', () => {
    let printed = readMessage(fixture.text).body;
    for (const { printed: from, read } of fixture.mended ?? []) {
      expect(read.replaceAll('"', '')).toBe(from);
      expect(printed).toContain(from);
      printed = printed?.replace(from, read);
    }
    expect(fixture.body).toEqual(printed === undefined ? undefined : JSON.parse(printed));
  });
});

test.each(of('request', 'response').filter(({ fixture }) => fixture.operation.startsWith('huawei.')))(
  '$name has the first line and the headers of its text, in their order',
  ({ fixture }) => {
    const message = readMessage(fixture.text);
    expect(Object.entries(fixture.headers ?? {})).toEqual(message.headers);
    if (fixture.kind === 'response') expect(message.line).toMatch(`HTTP/1.1 ${fixture.status} `);
    else {
      const query = new URLSearchParams(fixture.query).toString();
      expect(message.line.replace(/ HTTP\/1\.1$/, '')).toBe(`${fixture.method} ${fixture.path}?${query}`);
    }
  },
);

test.each(of('curl'))('$name asks for what the printed request asks for', ({ fixture }) => {
  const request = files[`../../fixtures/documents/${fixture.operation}.request.json`];
  expect([fixture.method, fixture.path, fixture.query]).toEqual([
    request?.method,
    request?.path,
    request?.query,
  ]);
  for (const [name, value] of Object.entries(fixture.headers ?? {})) {
    expect(fixture.text).toContain(`${name}:${value}`);
  }
});

test('where the document prints no path, none is made up', () => {
  const paths = of('request').filter(({ fixture }) => fixture.path === null);
  expect(paths.map(({ fixture }) => fixture.operation)).toEqual(['quanshi.getConferenceByJoinUrl']);
});
