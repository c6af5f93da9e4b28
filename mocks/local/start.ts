import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calledAs, commandLine, interruption } from './commandLine.ts';
import { connectEvents } from './connectEvents.ts';
import { curlLine } from './curlLine.ts';
import { readKeyFile } from './keyFile.ts';
import { demoKey, listOperations } from './listOperations.ts';
import { LOCAL_STATE, startGateway } from './startGateway.ts';

const usage = `${calledAs('start')} [options]: the gateway with both vendors simulated

  --port <number>     port on 127.0.0.1 (8787; 0 takes a free one)
  --vendors <url>     call the vendors at this base URL instead of the simulation
  --keys <file>       more API keys: a JSON array of { "name", "key", "scopes", "accounts", "users" }
  --persist [folder]  keep what gateway and simulation store (in .wrangler/state unless told), and start with it the next time
  --help              this text

Keys that \`npm run keys -- create … --local\` makes work at once; with a folder of your own, add --persist-to <folder> there.`;

/** Paths count from where the command was typed: npm runs scripts in the folder of the package. */
const pathOf = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);

function readOptions() {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2).flatMap((word) => word.replace(/^--persist=/, '--persist\n').split('\n')),
    // The folder of --persist, which may be left out.
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8787' },
      vendors: { type: 'string' },
      keys: { type: 'string' },
      persist: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, not '${values.port}'.`);
  }
  const { vendors, keys, persist, help } = values;
  if (vendors !== undefined && !/^https?:$/.test(URL.parse(vendors)?.protocol ?? '')) {
    throw new Error(`--vendors must be an http or https URL, not '${vendors}'.`);
  }
  const [folder, ...others] = positionals;
  const tooMany = persist ? others[0] : folder;
  if (tooMany !== undefined) throw new Error(`There is a word too many: '${tooMany}'.`);
  return {
    port,
    vendors: vendors?.replace(/\/+$/, ''),
    keyFile: keys === undefined ? undefined : pathOf(keys),
    persistTo: persist ? (folder === undefined ? LOCAL_STATE : pathOf(folder)) : undefined,
    help,
  };
}

await commandLine(usage, readOptions, async ({ port, vendors, keyFile, persistTo }) => {
  const signal = interruption();
  const keys = keyFile === undefined ? [] : await readKeyFile(keyFile);
  const gateway = await startGateway({
    port,
    vendors,
    persistTo,
    localKeys: true,
    keys,
    log: console.log,
    signal,
  });
  try {
    const operations = await listOperations(gateway.url, signal);
    const answering = vendors === undefined ? 'both vendors simulated' : `the vendors at ${vendors}`;
    console.log(`meetgate listens on ${gateway.url}, with ${answering}.\nKey: ${demoKey}\n`);
    for (const operation of operations) {
      console.log(`# ${operation.id}\n${curlLine(gateway.url, demoKey, operation)}\n`);
    }
    if (vendors === undefined) {
      await connectEvents(gateway.url, demoKey, signal);
      const run = (name: string) => calledAs(name, process.env.npm_lifecycle_event === 'start' ? name : '');
      const where = port === 8787 ? '' : ` --url ${gateway.url} --key ${demoKey}`;
      console.log(
        `Both vendors push their events to it. To see them: ${run('listen')}${where}; to make one: ${run('hooks')} trigger meeting.started${where}\n`,
      );
    }
    console.log('Ctrl-C stops it.');
    const death = await Promise.race([gateway.ended, whenAborted(signal)]);
    if (death !== undefined) throw new Error(`The gateway died: ${death}.`);
  } finally {
    await gateway.stop();
  }
});

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
