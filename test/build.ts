import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm pack` runs this first: `dist/`, JavaScript and declarations of what the package exports and what its commands run.
 * Node strips no types below node_modules, and users of plain JavaScript have nothing to strip them with. `meetgate start`
 * runs the two Workers, which wrangler builds from here as it does from a checkout: by the same files of settings.
 */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'test/tsconfig.package.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
for (const file of ['wrangler.toml', 'mocks/wrangler.toml']) {
  const text = readFileSync(join(root, file), 'utf8').replace(/^(main = ".+)\.ts"$/gm, '$1.js"');
  writeFileSync(join(dist, file), text);
}
cpSync(join(root, 'functions/assets'), join(dist, 'functions/assets'), { recursive: true });
chmodSync(join(dist, 'functions/cli/meetgate.js'), 0o755);
