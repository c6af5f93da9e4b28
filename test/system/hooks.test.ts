import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Gateway, startGateway } from '../../mocks/local/startGateway.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'functions/README.md'), 'utf8');
const LIST = 'huawei.listOngoingWebinars';

let gateway: Gateway;
const logged: string[] = [];
beforeAll(async () => {
  gateway = await startGateway({ log: (line) => void logged.push(line) });
});
afterAll(() => gateway.stop());

/** `npm run hooks`, followed to its end. */
function hooks(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const script = join(ROOT, 'functions/cli/hooks.ts');
    const env = { ...process.env, MEETGATE_URL: gateway.url, MEETGATE_KEY: 'meetgate-demo-key' };
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** Makes a hook and reads its URL and its secret off the screen, where they are this once. */
async function create(name: string, ...args: string[]): Promise<{ url: string; secret: string }> {
  const { code, stdout, stderr } = await hooks('create', '--name', name, '--operation', LIST, ...args);
  expect([code, stderr]).toEqual([0, '']);
  const [url = '', secret = ''] = stdout.split('\n');
  expect(secret).toMatch(/^whsec_/);
  return { url, secret };
}

/** A block of the README, as it is printed there, with the gateway of this test. */
const block = (kind: string) =>
  (new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\\n\`\`\``).exec(README)?.[1] ?? '').replaceAll(
    'http://127.0.0.1:8787',
    gateway.url,
  );
const run = async (program: string, args: string[], env: Record<string, string>) =>
  (await promisify(execFile)(program, args, { env: { ...process.env, ...env } })).stdout;
const there = (program: string) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('what the README shows of hooks', () => {
  let hook: { url: string; secret: string };
  let open: { url: string; secret: string };
  beforeAll(async () => {
    hook = await create('webinars', '--input', '{"limit":10}');
    open = await create('open', '--url-token');
  });
  const answered = (text: string) =>
    expect(JSON.parse(text)).toMatchObject({ count: expect.any(Number), limit: 2 });

  test('calls one from a shell with openssl', async () => {
    answered(await run('sh', ['-ec', block('sh hook')], { HOOK_SECRET: hook.secret }));
  });

  test.runIf(there('python3'))('calls one from Python', async () => {
    answered(await run('python3', ['-c', block('python hook')], { HOOK_SECRET: hook.secret }));
  });

  test('calls one from n8n', async () => {
    const code = new Function('require', '$env', block('js hook'));
    const [item] = code(createRequire(import.meta.url), { HOOK_SECRET: hook.secret });
    const { id, timestamp, signature, body } = item.json as Record<string, string>;
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    const response = await fetch(hook.url, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: body ?? '',
    });
    answered(await response.text());
  });

  test('calls one by its URL', async () => {
    answered(await run('sh', ['-ec', block('sh hook-url')], { HOOK_URL: open.url }));
    const again = await fetch(open.url, {
      method: 'POST',
      body: '{"limit":2}',
      headers: { 'Idempotency-Key': 'order-7' },
    });
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
  });

  test('calls one by the curl line that `sign` prints', async () => {
    const { stdout } = await hooks(
      'sign',
      '--secret',
      hook.secret,
      '--name',
      'webinars',
      '--body',
      '{"limit":2}',
    );
    const [id, timestamp, signature, , curl = ''] = stdout.split('\n');
    expect([id, timestamp, signature].join('\n')).toMatch(
      /^webhook-id: \S+\nwebhook-timestamp: \d+\nwebhook-signature: v1,\S+$/,
    );
    answered(await run('sh', ['-ec', curl.replace('curl ', 'curl -sS ')], {}));
  });
});

describe('npm run hooks', () => {
  test('lists, shows, rotates and revokes', async () => {
    const { url, secret } = await create('desk', '--scopes', 'read,secrets', '--pointer', 'limit=/page/size');
    expect((await hooks('list')).stdout).toMatch(
      /^desk +huawei\.listOngoingWebinars +read,secrets +default/m,
    );
    const shown = JSON.parse((await hooks('show', 'desk')).stdout);
    expect(shown).toMatchObject({ name: 'desk', pointers: { limit: '/page/size' }, url });
    expect(JSON.stringify(shown)).not.toContain(secret);
    const { stdout } = await hooks('rotate', 'desk');
    expect(stdout).toMatch(/^http.+\nwhsec_\S+\n\nThe hook desk is changed/);
    expect(stdout).not.toContain(secret);
    const again = await hooks('rotate', 'desk');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('409')]);
    expect((await hooks('rotate', 'desk', '--force')).code).toBe(0);
    expect((await hooks('revoke', 'desk')).stdout).toContain('revoked');
    expect((await hooks('show', 'desk')).code).toBe(1);
  });

  test.each([
    ['', /The command must be one of create, list, show, rotate, revoke, sign/],
    ['create --name x', /needs --operation/],
    [`create --name x --operation ${LIST} --input {`, /--input must be JSON/],
    [`create --name x --operation ${LIST} --pointer limit`, /--pointer must be/],
    ['show', /needs the name/],
    ['list --force', /--force does not go with list/],
    ['list all', /'all'/],
    ['sign --secret whsec_x --body {}', /--secret must be/],
    ['list --url ftp://x', /--url must be/],
  ])('refuses "%s", says why, shows the usage and ends with 2', async (line, why) => {
    const { code, stdout, stderr } = await hooks(...line.split(' ').filter(Boolean));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toMatch(why);
    expect(stderr).toContain('revoke <name>');
  });

  test('says what the gateway refused, and that there is none', async () => {
    const refused = await hooks('create', '--name', 'x', '--operation', 'huawei.dance');
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/\(400\): operation must be the id/),
    ]);
    const nobody = await hooks('list', '--url', 'http://127.0.0.1:9');
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('There is no gateway at')]);
  });
});

describe('a call that nobody waits for', () => {
  test('arrives at the callback URL of the hook, signed with its secret', async () => {
    const got = Promise.withResolvers<{ headers: Record<string, string>; body: string }>();
    const receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end();
      got.resolve({
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString(),
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    try {
      const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/done`;
      const { url, secret } = await create(
        'later',
        '--reply',
        'callback',
        '--callback-url',
        callback,
        '--url-token',
      );
      const response = await fetch(url, { method: 'POST', body: '{"limit":2}' });
      expect(response.status).toBe(202);
      const path = response.headers.get('Location') ?? '';
      const { headers, body } = await got.promise;
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({
        type: 'meetgate.invocation.finished',
        source: '/hooks/later',
        data: { hook: 'later', state: 'done', status: 200, result: { count: expect.any(Number) } },
      });
      expect(headers['webhook-id']).toBe(path.split('/').at(-1));
      const state = await fetch(gateway.url + path, {
        headers: { Authorization: `Bearer ${url.split('/').at(-1)}` },
      });
      expect(await state.json()).toEqual((JSON.parse(body) as { data: unknown }).data);
    } finally {
      receiver.closeAllConnections();
      receiver.close();
    }
  });
});

test('no token of a URL is in a log line or a problem', async () => {
  const { url } = await create('quiet', '--url-token');
  const token = url.split('/').at(-1) ?? '';
  const answers = await Promise.all([
    fetch(url, { method: 'POST', body: '{', headers: { 'X-Request-Id': token } }),
    fetch(`${url}x`, { method: 'POST', body: '{}' }),
    fetch(`${url}/more`, { method: 'POST', body: '{}' }),
    fetch(url, { method: 'PUT', body: '{}', headers: { Authorization: 'Bearer meetgate-demo-key' } }),
    fetch(url),
  ]);
  for (const answer of answers) {
    expect(answer.ok).toBe(false);
    expect([...answer.headers].join(' ') + (await answer.text())).not.toContain(token);
    expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer');
  }
  expect(logged.some((line) => line.includes('hook-refused'))).toBe(true);
  expect(logged.join('\n')).not.toContain(token);
});
