import { readFile } from 'node:fs/promises';
import { byVendor, VENDOR_IDS, VENDORS } from '../registry.ts';
import type { Certificate } from './certificate.ts';
import { parseArguments, USAGE, type Wishes } from './parseArguments.ts';
import { type ServerOptions, startServer } from './startServer.ts';

/** `npm run mock` and `meetgate mock`: reads the command line, listens, says where. */
export async function main(args: readonly string[]): Promise<void> {
  const read = parseArguments(args);
  if ('help' in read) {
    console.log(USAGE);
    return;
  }
  if ('mistake' in read) {
    console.error(`${read.mistake}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    const options = await withFiles(read);
    const https = await certificateFor(read);
    const { url } = await startServer({ ...options, ...(https ? { https } : {}) });
    console.log(`${VENDORS.map(({ title }) => title).join(' and ')}, simulated, listen on ${url}`);
    console.log(`Clock, faults and journal: ${url}/__mock/`);
    if (https) console.log(`Certificate to trust: ${https.certPath}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function certificateFor({ https }: Wishes): Promise<Certificate | undefined> {
  if (!https) return undefined;
  const { cert, key } = https;
  const { ownCertificate, readCertificate } = await import('./certificate.ts');
  return cert === undefined || key === undefined ? ownCertificate() : readCertificate(cert, key);
}

/** What the command line asks for, over what its files say. */
async function withFiles({ options, settings, faults, scenario }: Wishes): Promise<ServerOptions> {
  const kept = settings === undefined ? {} : await fromFile('--settings', settings, settingsOf);
  const wrong = faults === undefined ? [] : await fromFile('--faults', faults, faultsOf);
  const story = scenario === undefined ? [] : [await (await scenarioFile()).readScenarioFile(scenario)];
  return {
    ...kept,
    ...options,
    ...byVendor(({ id }) => ({ ...kept[id], ...options[id] })),
    events: { ...kept.events, ...options.events },
    faults: [...(kept.faults ?? []), ...wrong],
    scenarios: [...(kept.scenarios ?? []), ...story],
  };
}

const settingsOf = async (value: unknown) => (await import('./readSettings.ts')).readSettings(value);
const faultsOf = async (value: unknown) =>
  (await import('../faults/readFaults.ts')).faultReader(VENDOR_IDS).readFaults(value);

const scenarioFile = () => import('../local/readScenarioFile.ts');

async function fromFile<T>(flag: string, file: string, read: (value: unknown) => Promise<T>): Promise<T> {
  try {
    return await read(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new Error(`${flag} ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
