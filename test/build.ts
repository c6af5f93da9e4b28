import { execFileSync } from 'node:child_process';
import { chmodSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * `npm pack` runs this first: `dist/`, JavaScript and declarations of what the package exports. Node strips no types
 * below node_modules, and users of plain JavaScript have nothing to strip them with.
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
// Others take the gateway's types, and as code only what the client and the handlers that mock it import.
const entries = ['functions/client/client.js', 'functions/client/gatewayHandlers.js'];
const needed = new Set(entries.map((entry) => join(dist, entry)));
for (const file of needed)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/\bfrom\s*'(\.[^']+)'/g))
    needed.add(join(dirname(file), path));
for (const file of globSync('functions/**/*.js', { cwd: dist }))
  if (!needed.has(join(dist, file))) rmSync(join(dist, file));
chmodSync(join(dist, 'mocks/bin.js'), 0o755);
