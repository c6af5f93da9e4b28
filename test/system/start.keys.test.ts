import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'meetgate-start-'));
const LIST = '/v1/huawei/webinars/ongoing?limit=2';

const running: (() => Promise<void>)[] = [];
const stopAll = async () => {
  for (const stop of running.splice(0)) await stop();
};
afterEach(stopAll);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

/** `npm start`, until it is ready or over. */
async function start(...options: string[]): Promise<{ url: string; code?: number | null; output: string }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(ROOT, 'mocks/local/start.ts'), '--port', '0', ...options],
    { env: { ...process.env, INIT_CWD: folder } },
  );
  let output = '';
  const over = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<undefined>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => {
        output += text;
        if (output.includes('Ctrl-C stops it.')) resolve(undefined);
      });
  });
  running.push(async () => {
    child.kill('SIGTERM');
    await over;
  });
  const code = await Promise.race([ready, over]);
  return {
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '',
    output,
    ...(code !== undefined && { code }),
  };
}

/** `npm run keys`. */
async function keys(...args: string[]): Promise<string> {
  const script = join(ROOT, 'functions/cli/keys.ts');
  const env = { ...process.env, INIT_CWD: folder, WRANGLER_LOG_PATH: join(folder, 'logs') };
  return (await promisify(execFile)(process.execPath, [script, ...args], { env })).stdout;
}

/** Makes a key and reads it off the screen. */
const create = async (name: string, ...place: string[]) =>
  (await keys('create', '--name', name, '--scopes', 'read', '--local', ...place)).split('\n')[0] ?? '';

const call = async (url: string, key: string, path = LIST) => {
  const response = await fetch(url + path, { headers: { Authorization: `Bearer ${key}` } });
  return { status: response.status, text: await response.text() };
};

function keyFile(contents: unknown): string {
  writeFileSync(
    join(folder, 'keys.json'),
    typeof contents === 'string' ? contents : JSON.stringify(contents),
  );
  return 'keys.json';
}

describe('npm start -- --keys', () => {
  test('takes the keys of a file beside the demo key, each with its scopes and accounts', async () => {
    const file = keyFile([
      { name: 'kiosk', key: 'kiosk-key', scopes: ['read'] },
      { name: 'desk', key: 'desk:key', scopes: ['read', 'secrets'], accounts: ['*'] },
    ]);
    const { url } = await start('--keys', file);
    const kiosk = await call(url, 'kiosk-key');
    expect([kiosk.status, /Passwd/.test(kiosk.text)]).toEqual([200, false]);
    expect((await call(url, 'desk:key')).text).toMatch(/Passwd/);
    expect((await call(url, 'kiosk-key', '/v1/breakers')).status).toBe(403);
    expect((await call(url, 'meetgate-demo-key', '/v1/breakers')).status).toBe(200);
    expect((await call(url, 'other-key')).status).toBe(401);
  });

  const good = { name: 'kiosk', key: 'kiosk-key', scopes: ['read'] };
  test.each([
    ['is not there', undefined, 'there is no such file.'],
    ['is not JSON', '[{"key":"hunter2",}]', 'is not JSON'],
    ['is no array', { keys: [good] }, 'is not an array'],
    ['has an entry without a key', [good, { name: 'desk', scopes: ['read'] }], 'entry 2, key: '],
    ['has a scope that there is not', [{ ...good, scopes: ['write'] }], 'entry 1, scopes.0: '],
    ['has an entry with no scope', [{ ...good, scopes: [] }], 'entry 1, scopes: must not be empty'],
    ['has a name that is none', [{ ...good, name: 'a/b' }], 'entry 1, name: must be 1 to 64 letters'],
    ['has a member that is unknown', [{ ...good, colour: 'red' }], 'entry 1, Unrecognized key: "colour"'],
    ['has users that are no list', [{ ...good, users: 'alice' }], 'entry 1, users: '],
    ['has one key twice', [good, { ...good, name: 'desk' }], 'entry 2 has the key of an entry before it.'],
  ])('says what is wrong with a file that %s, and quotes no key', async (_, contents, why) => {
    const file = contents === undefined ? 'nowhere.json' : keyFile(contents);
    const { code, output } = await start('--keys', file);
    expect(code).toBe(1);
    expect(output).toMatch(`--keys ${join(folder, file)}: `);
    expect(output).toContain(why);
    expect(output).not.toMatch(/kiosk-key|hunter2/);
  });
});

describe('a key made with npm run keys -- create --local', () => {
  test('works at once with the npm start of the same checkout, and tokens of other starts are none of its own', async () => {
    const name = `start-test-${process.pid}`;
    const made: string[] = [];
    try {
      made.push(await create(name));
      const [first, second] = await Promise.all([start(), start()]);
      // Both keep tokens in the KV of the checkout. One of another simulation would be refused, and asked for again.
      for (const { url } of [first, second]) {
        const { text } = await call(url, 'meetgate-demo-key', `${LIST}&explain=true`);
        expect(JSON.parse(text).receipt).toMatchObject({
          // The watcher may have logged in before: then the isolate has that token.
          token: { source: expect.stringMatching(/^(credential|memory)$/), generation: 1 },
          attempts: [{ status: 200 }],
        });
      }
      made.push(await create(name));
      for (const key of made)
        for (const { url } of [first, second]) expect((await call(url, key)).status).toBe(200);
    } finally {
      const hashes = (await keys('list', '--local'))
        .split('\n')
        .filter((line) => line.startsWith(name))
        .map((line) => line.split(/ +/)[1] ?? '');
      for (const hash of hashes) await keys('revoke', hash, '--local');
    }
    // Two gateways and a dozen runs of wrangler.
  }, 240_000);
});

describe('npm start -- --persist', () => {
  test('starts with what the last one left in the folder', async () => {
    const first = await start('--persist', 'state');
    const key = await create('kept', '--persist-to', 'state');
    expect((await call(first.url, key)).status).toBe(200);
    const generation = async (url: string) =>
      JSON.parse((await call(url, 'meetgate-demo-key', `${LIST}&explain=true`)).text).receipt.token
        ?.generation;
    await call(first.url, 'meetgate-demo-key', '/v1/huawei/webinars/ongoing?limit=1');
    await stopAll();

    const [second, fresh] = await Promise.all([start('--persist=state'), start()]);
    expect((await call(second.url, key)).status).toBe(200);
    // The simulation is kept as well: the gateway's token is still good, and nobody logs in anew.
    expect(await generation(second.url)).toBe(1);
    const state = await fetch(`${second.url}/__mock/state`);
    expect(await state.json()).toMatchObject({ huawei: { logins: 1 } });
    expect((await call(fresh.url, key)).status).toBe(401);
  });

  test.each([['state'], ['--persist', 'a', 'b']])('refuses a word too many: %s %s %s', async (...options) => {
    const { code, output } = await start(...options.filter(Boolean));
    expect([code, output]).toEqual([2, expect.stringMatching(/There is a word too many: '(state|b)'/)]);
  });
});
