import { parseArgs } from 'node:util';
import { commandLine, interruption } from './commandLine.ts';
import { curlLine } from './curlLine.ts';
import { demoKey, listOperations } from './listOperations.ts';
import { startGateway } from './startGateway.ts';

const usage = `npm start [-- options]: the gateway with both vendors simulated

  --port <number>   port on 127.0.0.1 (8787; 0 takes a free one)
  --vendors <url>   call the vendors at this base URL instead of the simulation
  --help            this text`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      vendors: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, not '${values.port}'.`);
  }
  const { vendors, help } = values;
  if (vendors !== undefined && !/^https?:$/.test(URL.parse(vendors)?.protocol ?? '')) {
    throw new Error(`--vendors must be an http or https URL, not '${vendors}'.`);
  }
  return { port, vendors: vendors?.replace(/\/+$/, ''), help };
}

await commandLine(usage, readOptions, async ({ port, vendors }) => {
  const signal = interruption();
  const gateway = await startGateway({ port, vendors, log: console.log, signal });
  try {
    const operations = await listOperations(gateway.url, signal);
    const answering = vendors === undefined ? 'both vendors simulated' : `the vendors at ${vendors}`;
    console.log(`meetgate listens on ${gateway.url}, with ${answering}.\nKey: ${demoKey}\n`);
    for (const operation of operations) {
      console.log(`# ${operation.id}\n${curlLine(gateway.url, demoKey, operation)}\n`);
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
