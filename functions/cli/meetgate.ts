#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { completion, SHELLS } from './completion.ts';
import { didYouMean } from './nearest.ts';

/** As built, this file lies in `dist/`, and package.json beside that. */
const built = import.meta.filename.endsWith('.js');
const root = join(import.meta.dirname, built ? '../../..' : '../..');
const { version, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  scripts: Record<string, string>;
};

/** Every command, each a script of the same name in package.json: `npm run keys` and `meetgate keys` are one. */
const COMMANDS: Record<string, string> = {
  start: 'the gateway on this machine, with both vendors simulated',
  mock: 'both vendors alone, simulated over HTTP or HTTPS',
  call: 'asks a gateway: meetgate call huawei.listOngoingWebinars --limit 5',
  keys: 'API keys: create, list, revoke',
  hooks: 'saved calls with a secret of their own: create, list, show, rotate, revoke, sign',
  listen: 'events of a gateway, sent on to a server on this machine',
  doctor: 'looks at a deployment from outside, and says what to mend',
};

const names = Object.keys(COMMANDS).filter((name) => Object.hasOwn(scripts, name));
const USAGE = `meetgate <command> [options]: one gate to the meeting vendors

${names.map((name) => `  ${name.padEnd(12)} ${COMMANDS[name]}`).join('\n')}
  ${'completion'.padEnd(12)} a script for the shell: ${SHELLS.join(', ')}

meetgate <command> --help tells the options of each.`;

const [command, ...rest] = process.argv.slice(2);
if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
  console.log(USAGE);
} else if (command === '--version') {
  console.log(version);
} else if (command === 'completion') {
  const script = completion(rest[0], names);
  if (script === undefined) misread(`The shell must be one of ${SHELLS.join(', ')}.`);
  else console.log(script);
} else if (names.includes(command)) {
  const [, script = ''] = /^node (?:-- )?(\S+)\.ts$/.exec(scripts[command] ?? '') ?? [];
  const file = join(root, built ? `dist/${script}.js` : `${script}.ts`);
  // The command finds its own arguments where it would, had it been started by itself.
  process.argv.splice(1, 2, file);
  await import(pathToFileURL(file).href);
} else {
  misread(`There is no command '${command}'.${didYouMean(command, [...names, 'completion'])}`);
}

function misread(why: string): void {
  console.error(`${why}\n\n${USAGE}`);
  process.exitCode = 2;
}
