import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problems } from '../../functions/core/problems.ts';
import { settingMeta } from '../../functions/core/setting.ts';
import { gatewaySettings } from '../../functions/gatewaySettings.ts';
import { operations, providers } from '../../functions/registry.ts';
import { type Gateway, startGateway } from '../../mocks/startGateway.ts';

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

  it('lists every problem as the code has them', () => {
    const rows = Object.entries(problems).map(
      ([slug, { status, title }]) => `| \`${slug}\` | ${status} | ${title} |`,
    );
    const table = ['| problem | status | what it says |', '| --- | --- | --- |', ...rows].join('\n');
    expect(README).toContain(table);
  });
});
