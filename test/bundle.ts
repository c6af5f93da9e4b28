import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * `npm run check:bundle`: builds the Worker as a deployment would, prints its size, and fails where it is too
 * large or holds anything of mocks/ or fixtures/.
 */
const LIMIT_KIB = 80;

const outdir = mkdtempSync(join(tmpdir(), 'meetgate-bundle-'));
try {
  execFileSync(
    process.execPath,
    [
      'node_modules/wrangler/bin/wrangler.js',
      'deploy',
      '--env=',
      '--dry-run',
      '--outdir',
      outdir,
      '--metafile',
      join(outdir, 'meta.json'),
    ],
    {
      env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const bundle = readFileSync(join(outdir, 'worker.js'));
  const meta = JSON.parse(readFileSync(join(outdir, 'meta.json'), 'utf8')) as {
    inputs: Record<string, unknown>;
  };
  const strangers = Object.keys(meta.inputs).filter((path) => /^(mocks|fixtures|test)\//.test(path));
  const kib = gzipSync(bundle, { level: 9 }).length / 1024;
  console.log(
    `bundle: ${(bundle.length / 1024).toFixed(1)} KiB, ${kib.toFixed(1)} KiB gzip (limit ${LIMIT_KIB} KiB)`,
  );
  if (kib > LIMIT_KIB) throw new Error(`The bundle is larger than ${LIMIT_KIB} KiB gzip.`);
  if (strangers.length > 0) throw new Error(`The bundle holds ${strangers.join(', ')}.`);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
