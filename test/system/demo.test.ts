import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operations } from '../../functions/registry.ts';

/** Runs `npm run demo` to its end. */
async function demo(...options: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../mocks/local/demo.ts'), ...options]);
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, out, err };
}

test('the demo shows the request, the status, the time and the answer of every operation', async () => {
  const { code, out, err } = await demo();
  expect(code, err).toBe(0);
  for (const { id } of operations) {
    const [, request, status, ...answer] = out.slice(out.indexOf(id)).split('\n', 6);
    expect(request, id).toMatch(/^ {2}(GET|POST) \/v1\//);
    expect(status, id).toMatch(/^ {2}200 in \d+ ms$/);
    // A room may be free all day.
    expect(answer.join('\n'), id).toMatch(/^ {2}(?:[[{]\n {4}|\[\]\n)/);
  }
});

test('with --json the demo prints one JSON object with every answer, and nothing else', async () => {
  const { code, out, err } = await demo('--json');
  expect(code, err).toBe(0);
  const printed = JSON.parse(out) as {
    operations: { id: string; status: number; ms: number; body: unknown }[];
  };
  expect(Object.keys(printed)).toEqual(['operations']);
  expect(printed.operations.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
  for (const operation of printed.operations) {
    expect(operation).toEqual({
      id: expect.any(String),
      status: 200,
      ms: expect.any(Number),
      body: expect.any(Object),
    });
  }
  const bodyOf = (id: string) => printed.operations.find((operation) => operation.id === id)?.body;
  expect(bodyOf('huawei.listOngoingWebinars')).toMatchObject({
    count: expect.any(Number),
    data: expect.any(Array),
  });
  expect(bodyOf('huawei.searchAttendanceRecords')).toMatchObject({ count: 2, data: [{}, {}] });
  expect(bodyOf('huawei.createAuthRandom')).toMatchObject({ random: expect.stringMatching(/^\d+$/) });
  expect(bodyOf('quanshi.listLiveConferences')).toMatchObject({ totalCount: expect.any(Number) });
});

test('the demo refuses an option it does not have', async () => {
  const { code, out, err } = await demo('--jsn');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch("Unknown option '--jsn'");
});

test('with --webhooks the demo calls a hook, is told of a simulated meeting, and prints nothing else', async () => {
  const { code, out, err } = await demo('--webhooks');
  expect([code, err]).toEqual([0, '']);
  const steps = [...out.matchAll(/^✓ (.+)\n {4}(.+)$/gm)].map(([, step, found]) => `${step}: ${found}`);
  expect(out.trimEnd().split('\n')).toHaveLength(2 * steps.length);
  const found = steps.join('\n');
  expect(found).toMatch(/signed, is answered: 200.*\n.*signed by somebody else, is refused: 401/);
  expect(found).toMatch(/the same once more.*: 200, Idempotent-Replayed: true/);
  for (const type of ['meeting.started', 'attendee.joined', 'attendee.left', 'meeting.ended'])
    expect(found).toMatch(new RegExp(`told of meetgate\\.${type}, signed: [1-9]`));
});

test('with --webhooks --json it prints one JSON object with every step', async () => {
  const { code, out, err } = await demo('--webhooks', '--json');
  expect(code, err).toBe(0);
  const { steps, ...others } = JSON.parse(out) as { steps: { step: string; ok: boolean; found: string }[] };
  expect(others).toEqual({});
  expect(steps.length).toBeGreaterThan(7);
  for (const step of steps)
    expect(step).toEqual({ step: expect.any(String), ok: true, found: expect.any(String) });
});
