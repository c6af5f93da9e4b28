import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewaySettings } from '../../functions/config/settings.ts';
import { problems } from '../../functions/core/problems.ts';
import { settingMeta } from '../../functions/core/setting.ts';
import { operations, providers } from '../../functions/registry.ts';
import { coverageRows, renderCoverage } from '../../mocks/coverage/coverage.ts';
import { FAULT_TYPES } from '../../mocks/faults/faultTypes.ts';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';
import { VENDORS } from '../../mocks/registry.ts';
import { startServer } from '../../mocks/server/startServer.ts';

const README = readFileSync('README.md', 'utf8');
const ADDRESS = 'http://127.0.0.1:8787';

/** Every curl line that is followed by its answer. */
const examples = [...README.matchAll(/```sh\n(curl [^\n]+)\n```\n\n(?:```json\n([\s\S]*?)\n```)?/g)].map(
  ([, command = '', answer]) => ({ command, answer }),
);

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
});
afterAll(() => gateway.stop());

describe('the walk with curl', () => {
  /** Blocks of one walk, each run as it is printed, in a shell of its own. */
  const walks = [...README.matchAll(/```sh walk( events)?\n([\s\S]*?)\n```/g)].map(
    ([, events, script = '']) => ({
      events: events !== undefined,
      script,
    }),
  );
  const subscriber = /^node -e '([\s\S]*?)'\n```/m.exec(README)?.[1] ?? '';

  it('gets what it promises, step by step', async () => {
    const { url, close } = await startServer({ port: 0, seed: 42 });
    const listener = spawn(process.execPath, ['-e', subscriber.replace('7777', '7791')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const heard: string[] = [];
    listener.stdout.on('data', (text: Buffer) => heard.push(text.toString()));
    try {
      const printed: string[] = [];
      for (const { script } of walks) {
        const here = script
          .replaceAll('http://127.0.0.1:9090', url)
          .replaceAll('127.0.0.1:7777', '127.0.0.1:7791');
        printed.push((await promisify(execFile)('sh', ['-ec', here])).stdout);
      }
      const [huawei = '', quanshi = '', admin = '', faults = '', events = ''] = printed;
      expect(huawei).toMatch(/"limit":"2","count":37/);
      expect(huawei).toMatch(/"offset":30,"limit":"10","count":37/);
      expect(huawei).toMatch(/user8002/);
      expect(quanshi).toMatch(/"totalCount":48/);
      expect(quanshi).toMatch(/239719428/);
      expect(admin).toMatch(/"outcome":"met"/);
      expect(faults).toMatch(/html-error-page[\s\S]*"faults":\[\]/);
      expect(events).toMatch(/meeting\.join/);
      const joined =
        heard
          .join('')
          .split('\n')
          .find((line) => line.includes('meeting.join')) ?? '';
      expect(signatureOf(joined, 'key-1')).toBe(JSON.parse(joined).signature);
    } finally {
      listener.kill();
      await close();
    }
  });
});

/** The signature of an event as the README words it: over the text of eventInfo as it was sent. */
function signatureOf(body: string, key: string): string {
  const { appID, timestamp, nonce } = JSON.parse(body);
  const eventInfo = body.slice(body.indexOf('"eventInfo":') + '"eventInfo":'.length, -1);
  return createHmac('sha256', key).update(`${appID}${timestamp}${nonce}${eventInfo}`).digest('hex');
}

describe('the README', () => {
  it.each(examples)('tells the truth about $command', ({ command, answer }) => {
    const output = execFileSync('sh', [
      '-c',
      `${command.replace('curl ', 'curl -s ')}`.replace(ADDRESS, gateway.url),
    ]);
    const printed: unknown = JSON.parse(output.toString().replaceAll(gateway.url, ADDRESS));
    expect(printed).toBeTypeOf('object');
    if (answer) expect(printed).toMatchObject(JSON.parse(answer));
    else expect(printed).not.toHaveProperty('status');
  });

  it('shows every operation with a curl line and its answer', () => {
    const shown = [...README.matchAll(/^### (\w+\.\w+)$/gm)].map(([, id]) => id);
    expect(shown).toEqual(operations.map(({ id }) => id));
    expect(examples.filter(({ answer }) => answer).length).toBeGreaterThanOrEqual(operations.length);
  });

  it('lists every variable and secret as the code has them', () => {
    const shapes = [gatewaySettings, ...providers.map(({ settings }) => settings)].map(({ shape }) => shape);
    const rows = shapes.flatMap((shape) =>
      Object.values(shape).map((schema) => {
        const { variable, kind, description } = settingMeta(schema);
        return `| \`${variable}\` | ${kind} | ${description.replaceAll('|', '\\|')} |`;
      }),
    );
    const table = ['| name | kind | what it is |', '| --- | --- | --- |', ...rows].join('\n');
    expect(README).toContain(table);
  });

  it('lists every fault that the simulation has', () => {
    const listed = [...README.matchAll(/^\| `([a-z-]+)` \| (?!\d)/gm)].map(([, name]) => name);
    for (const type of FAULT_TYPES) expect(listed).toContain(type);
  });

  it('says what is simulated as the simulation has it', () => {
    expect(README).toContain(renderCoverage(coverageRows(VENDORS)).trim());
  });

  it('lists every problem as the code has them', () => {
    const rows = Object.entries(problems).map(
      ([slug, { status, title }]) => `| \`${slug}\` | ${status} | ${title} |`,
    );
    const table = ['| problem | status | what it says |', '| --- | --- | --- |', ...rows].join('\n');
    expect(README).toContain(table);
  });
});
