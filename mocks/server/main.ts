import { readFile } from 'node:fs/promises';
import { VENDOR_IDS, VENDORS } from '../registry.ts';
import type { Certificate } from './certificate.ts';
import { parseArguments, USAGE, type Wishes } from './parseArguments.ts';
import { startServer } from './startServer.ts';

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
    const faults = read.faults === undefined ? [] : await faultsFrom(read.faults);
    const https = await certificateFor(read);
    const { url } = await startServer({ ...read.options, faults, ...(https ? { https } : {}) });
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

async function faultsFrom(file: string) {
  try {
    const { faultReader } = await import('../faults/readFaults.ts');
    return faultReader(VENDOR_IDS).readFaults(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new Error(`--faults ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
