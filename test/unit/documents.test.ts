/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, test } from 'vitest';
import { vendorOperations as operations } from '../../functions/registry.ts';
import { sha256 } from '../support/shorthand.ts';

interface Fixture {
  document: string;
  operation: string;
  kind: 'request' | 'response' | 'curl' | 'sample';
  /** Of `text`: the documents stand outside this repository, so this pins what was copied from them. */
  sha256: string;
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

test('what a document prints of an operation is a request and its response, in files named after it', () => {
  for (const { name, fixture } of fixtures) {
    expect(name).toBe(`${fixture.operation}.${fixture.field ?? fixture.kind}`);
  }
  const documented = (kind: Fixture['kind']) => of(kind).map(({ fixture }) => fixture.operation);
  expect(documented('request')).toEqual(documented('response'));
  // Not every document prints examples; these are the five that meetgate began with.
  expect(documented('response').length).toBeGreaterThanOrEqual(5);
  expect(operations.map(({ id }) => id)).toEqual(expect.arrayContaining(documented('response')));
});

test('only the sample with the unquoted key is not JSON as printed', () => {
  const broken = fixtures.filter(
    ({ fixture }) => fixture.body !== undefined && !isJson(readMessage(fixture.text).body),
  );
  expect(broken.map(({ name }) => name)).toEqual(['quanshi.getConferenceByJoinUrl.detailHouseList']);
});

describe.each(fixtures)('$name', ({ fixture }) => {
  test('is the text of the document, unedited', async () => {
    expect(await sha256(fixture.text)).toBe(fixture.sha256);
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
