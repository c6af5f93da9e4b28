import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../mocks/server/readSettings.ts';
import { createVendors } from '../../mocks/vendors.ts';
import { NOW } from '../support/simulation.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'meetgate-settings-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true });
});
const file = (contents: unknown) => {
  const path = join(folder, 'settings.json');
  writeFileSync(path, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return path;
};

/** `npm run mock` with a file of settings; gives its URL. */
async function start(contents: object, ...more: string[]): Promise<string> {
  const child = spawn(
    process.execPath,
    ['mocks/bin.ts', '--port', '0', '--settings', file(contents), ...more],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('it ended before it listened');
}
const post = async (url: string, body: object) => {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('npm run mock -- --settings', () => {
  test('sets what only code could set before: credentials, the join path, the form of limit', async () => {
    const url = await start({
      now: '2026-03-02T09:00:00+08:00',
      huawei: {
        limitAsString: false,
        accounts: [{ account: 'ours', password: 'our-password', userId: '' }],
      },
      quanshi: { joinUrlPath: '/confopenapi/room/byLink' },
    });
    const login = await fetch(`${url}/v1/usg/acs/auth/account`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa('ours:our-password')}` },
      body: JSON.stringify({ account: 'ours', clientType: 72 }),
    });
    const { accessToken } = (await login.json()) as { accessToken: string };
    const list = await fetch(`${url}/v1/wss/webinar/open/conferences/ongoing`, {
      headers: { 'X-Access-Token': accessToken },
    });
    expect(await list.json()).toMatchObject({ limit: 10 });
    // The token is missing, the path is there.
    expect((await post(`${url}/confopenapi/room/byLink`, {})).status).toBe(200);
    expect((await post(`${url}/confopenapi/conference/getByJoinUrl`, {})).status).toBe(404);
  });

  test('goes behind what stands on the command line', async () => {
    const url = await start({ seed: 7, now: NOW, huawei: { throttle: true } }, '--seed', '9');
    const state = await (await fetch(`${url}/__mock/state`)).json();
    expect(state).toMatchObject({ seed: 9, clock: { now: NOW, speed: 0 } });
  });

  test('acts out a scenario as its clock runs, an included one or a file', async () => {
    const steps = [
      { at: '+0s', start: { vendor: 'quanshi', subject: '站会' } },
      { at: '+1s', join: { count: 2 } },
    ];
    const story = join(folder, 'story.json');
    writeFileSync(story, JSON.stringify({ title: 'Stand-up', steps }));
    for (const [scenario, vendor] of [
      [story, 'quanshi'],
      ['weekly-meeting', 'huawei'],
    ] as const) {
      const url = await start({ now: NOW, speed: 60 }, '--scenario', scenario);
      const there = async () => {
        const answer = await fetch(`${url}/__mock/meetings/${vendor}/b1`);
        return ((await answer.json()) as { people: unknown[] }).people.length;
      };
      await expect.poll(there, { timeout: 20_000 }).toBeGreaterThan(2);
    }
  });

  test('says which step of a scenario is wrong', () => {
    const story = join(folder, 'wrong.json');
    writeFileSync(story, JSON.stringify({ title: 'x', steps: [{ at: '+1s', end: {} }] }));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['mocks/bin.ts', '--port', '0', '--scenario', story],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain(`--scenario ${story}: step 1 (at "+1s"): nothing starts the meeting`);
  });

  test.each([
    ['is not JSON', '{', /JSON/],
    ['has an option that there is not', { sead: 1 }, /the settings: Unrecognized key: "sead"/],
    ['has one of a vendor that there is not', { huawei: { thrott1e: true } }, /huawei: Unrecognized key/],
    ['has another form', { huawei: { throttle: 'yes' } }, /huawei\.throttle: .*expected boolean/],
    ['has another word', { huawei: { apps: [{ appId: 'a', appKey: 'b', mode: 'x' }] } }, /apps\.0\.mode: /],
    ['has an instant without its offset', { now: '2026-03-02T09:00:00' }, /now: must be ISO 8601/],
    ['has a path that is none', { quanshi: { joinUrlPath: 'x' } }, /joinUrlPath: must be a path/],
    ['has a size that there is not', { size: 'tiny' }, /size: /],
  ])('says what is wrong with a file that %s, and where', (_, contents, why) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['mocks/bin.ts', '--port', '0', '--settings', file(contents)],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(`--settings ${join(folder, 'settings.json')}: `);
    expect(stderr).toMatch(why);
  });
});

test('a file takes every setting that the simulation has, with the defaults as an example', () => {
  const { settings } = createVendors();
  const { huawei, quanshi, events, size } = settings;
  const written = {
    seed: 1,
    now: NOW,
    speed: 2,
    size,
    faults: [],
    scenarios: [],
    journal: 5,
    events,
    huawei,
    quanshi,
  };
  expect(readSettings(JSON.parse(JSON.stringify(written)))).toEqual(written);
});
