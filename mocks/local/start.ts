import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { INCLUDED } from '../scenarios/included.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { calledAs, commandLine, interruption } from './commandLine.ts';
import { connectEvents } from './connectEvents.ts';
import { curlLine } from './curlLine.ts';
import { readKeyFile } from './keyFile.ts';
import { demoKey, listOperations } from './listOperations.ts';
import { readableLine } from './readableLine.ts';
import { readScenarioFile } from './readScenarioFile.ts';
import { LOCAL_STATE, startGateway } from './startGateway.ts';

const usage = `${calledAs('start')} [options]: the gateway with both vendors simulated

  --port <number>     port on 127.0.0.1 (8787; 0 takes a free one)
  --vendors <url>     call the vendors at this base URL instead of the simulation
  --env-file <file>   call the real vendors, with the variables of this file (HUAWEI_APP_ID=…); nothing is simulated then
  --cors <origins>    origins of web pages that may call, separated by commas
  --keys <file>       more API keys: a JSON array of { "name", "key", "scopes", "accounts", "users" }
  --scenario <file>   what happens at the vendors as their clock runs, as JSON, or one that is included: ${Object.keys(INCLUDED).join(', ')}
  --persist [folder]  keep what gateway and simulation store (in .wrangler/state unless told), and start with it the next time
  --curl              print a curl line for every operation
  --log <form>        text (the default) or json, as in production
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
      'env-file': { type: 'string' },
      cors: { type: 'string' },
      keys: { type: 'string' },
      scenario: { type: 'string' },
      curl: { type: 'boolean', default: false },
      log: { type: 'string', default: 'text' },
      persist: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, not '${values.port}'.`);
  }
  const { vendors, keys, scenario, persist, help, cors, curl, log } = values;
  if (log !== 'text' && log !== 'json') throw new Error(`--log must be text or json, not '${log}'.`);
  if (vendors !== undefined && values['env-file'] !== undefined)
    throw new Error('--vendors and --env-file do not go together: the file says where the vendors are.');
  if (vendors !== undefined && !/^https?:$/.test(URL.parse(vendors)?.protocol ?? '')) {
    throw new Error(`--vendors must be an http or https URL, not '${vendors}'.`);
  }
  if (scenario !== undefined && (vendors ?? values['env-file']) !== undefined)
    throw new Error(
      '--scenario is for the simulated vendors: it goes with neither --vendors nor --env-file.',
    );
  const [folder, ...others] = positionals;
  const tooMany = persist ? others[0] : folder;
  if (tooMany !== undefined) throw new Error(`There is a word too many: '${tooMany}'.`);
  return {
    port,
    vendors: vendors?.replace(/\/+$/, ''),
    envFile: values['env-file'] === undefined ? undefined : pathOf(values['env-file']),
    cors,
    curl,
    json: log === 'json',
    keyFile: keys === undefined ? undefined : pathOf(keys),
    scenario: scenario === undefined || Object.hasOwn(INCLUDED, scenario) ? scenario : pathOf(scenario),
    persistTo: persist ? (folder === undefined ? LOCAL_STATE : pathOf(folder)) : undefined,
    help,
  };
}

await commandLine(
  usage,
  readOptions,
  async ({ port, vendors, envFile, cors, curl, json, keyFile, scenario, persistTo }) => {
    const signal = interruption();
    const keys = keyFile === undefined ? [] : await readKeyFile(keyFile);
    const story = scenario === undefined ? undefined : await readScenarioFile(scenario);
    const log = (line: string) => {
      const shown = json ? line : readableLine(line, new Date().toTimeString().slice(0, 8));
      if (shown !== undefined) console.log(shown);
    };
    const vars = cors === undefined ? {} : { CORS_ORIGINS: cors };
    const gateway = await startGateway({
      port,
      vendors,
      envFile,
      persistTo,
      localKeys: true,
      keys,
      log,
      signal,
      vars,
    });
    try {
      const simulated = vendors === undefined && envFile === undefined;
      if (simulated) await connectEvents(gateway.url, demoKey, signal);
      if (story) await beginScenario(gateway.url, story, signal);
      const run = (name: string) => calledAs(name, process.env.npm_lifecycle_event === 'start' ? name : '');
      const where = port === 8787 ? '' : ` --url ${gateway.url} --key ${demoKey}`;
      const { url } = gateway;
      const answering = simulated
        ? 'both vendors simulated'
        : `the vendors ${vendors ? `at ${vendors}` : 'themselves'}`;
      console.log(`meetgate listens on ${url}, with ${answering}.

Key: ${demoKey}
  home           ${url}/
  console        ${url}/console
  API reference  ${url}/docs and ${url}/openapi.json
  MCP            ${url}/mcp`);
      if (simulated) {
        console.log(`  simulation     ${url}/__mock/
  events         ${run('listen')}${where}  (to make one: ${run('hooks')} trigger meeting.started${where})`);
      }
      console.log(`\ncurl '${url}/v1/meetings/live/count' -H 'Authorization: Bearer ${demoKey}'\n`);
      if (curl) {
        for (const operation of await listOperations(url, signal))
          console.log(`# ${operation.id}\n${curlLine(url, demoKey, operation)}\n`);
      }
      console.log('Ctrl-C stops it.');
      const death = await Promise.race([gateway.ended, whenAborted(signal)]);
      if (death !== undefined) throw new Error(`The gateway died: ${death}.`);
    } finally {
      await gateway.stop();
    }
  },
);

/** Begins a scenario at the vendors beside the gateway. */
async function beginScenario(url: string, scenario: Scenario, signal: AbortSignal): Promise<void> {
  const body = JSON.stringify(scenario);
  const answer = await fetch(`${url}/__mock/scenarios`, { method: 'POST', body, signal });
  if (!answer.ok) throw new Error(`The scenario did not begin: ${await answer.text()}`);
  console.log(`At the vendors begins: ${scenario.title}`);
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
