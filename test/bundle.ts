import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AIM_KIB, LIMIT_KIB, START_MS, STARTS, weigh } from './bench/weigh.ts';

/**
 * `npm run check:bundle`: builds the Worker as a deployment would, prints its size and what its start-up costs, and fails
 * where it is too large, holds anything of mocks/ or fixtures/, or what only documents are made of. A slow start-up is said and does not fail: machines differ.
 */
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
  const meta = JSON.parse(readFileSync(join(outdir, 'meta.json'), 'utf8')) as {
    inputs: Record<string, unknown>;
    outputs: Record<string, { inputs: Record<string, unknown> }>;
  };
  const held = Object.values(meta.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const strangers = [
    ...Object.keys(meta.inputs).filter((path) => /^(mocks|fixtures|test)\//.test(path)),
    // Examples and whole JSON Schemas are for documents, which are made before.
    ...held.filter((path) => /\.example\.json$|json-schema/.test(path)),
  ];
  const { kib, gzipKib, startMs } = await weigh(join(outdir, 'worker.js'));
  const large = gzipKib > AIM_KIB ? ' MISSED' : '';
  console.log(
    `bundle: ${kib.toFixed(1)} KiB, ${gzipKib.toFixed(1)} KiB gzip (limit ${LIMIT_KIB} KiB, aim ${AIM_KIB} KiB)${large}`,
  );
  if (!Number.isNaN(startMs)) {
    const missed = startMs > START_MS ? ' MISSED' : '';
    console.log(
      `start-up: ${startMs.toFixed(1)} ms of CPU, median of ${STARTS} (limit ${START_MS} ms)${missed}`,
    );
  }
  if (gzipKib > LIMIT_KIB) throw new Error(`The bundle is larger than ${LIMIT_KIB} KiB gzip.`);
  if (strangers.length > 0) throw new Error(`The bundle holds ${strangers.join(', ')}.`);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
