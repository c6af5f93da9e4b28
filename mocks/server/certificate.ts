import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { VENDORS } from '../registry.ts';

/** A certificate with its key, both PEM, and where they are kept. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly certPath: string;
  readonly keyPath: string;
}

// Whoever points these names at this machine, as the vendors' SDKs may need, gets a certificate that fits.
const NAMES = ['localhost', ...VENDORS.flatMap(({ hosts }) => hosts)];
const ADDRESSES = ['127.0.0.1', '::1'];

const DAY = 86_400_000;
// Apple's systems refuse more than 825.
const LIFE = 800 * DAY;

/** The folder that a person's caches go to on this system. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'meetgate');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'meetgate');
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/meetgate');
  return join(homedir(), '.cache/meetgate');
}

/**
 * The certificate of this machine's simulation: made at first, and again when a day from its end. It signs itself, so
 * clients are told to trust it: `curl --cacert`, `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE`.
 */
export async function ownCertificate(
  folder: string = cacheFolder(),
  now: number = Date.now(),
): Promise<Certificate> {
  const [certPath, keyPath] = [join(folder, 'mock-cert.pem'), join(folder, 'mock-key.pem')];
  const kept = await readCertificate(certPath, keyPath).catch(() => undefined);
  if (kept && isGood(kept, now)) return kept;
  const { generate } = await import('selfsigned').catch(() => {
    throw new Error(
      'to make a certificate the package selfsigned is needed: npm install selfsigned, or use --cert and --key',
    );
  });
  const made = await generate([{ name: 'commonName', value: 'meetgate simulated vendors' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY),
    notAfterDate: new Date(now + LIFE),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...NAMES.map((value) => ({ type: 2 as const, value })),
          ...ADDRESSES.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The key first: a certificate without its key would be taken for a pair.
  await writeFile(keyPath, made.private, { mode: 0o600 });
  await writeFile(certPath, made.cert);
  return { cert: made.cert, key: made.private, certPath, keyPath };
}

/**
 * Somebody's own certificate.
 * @throws Error in words for a person
 */
export async function readCertificate(certPath: string, keyPath: string): Promise<Certificate> {
  const [cert, key] = await Promise.all([read(certPath), read(keyPath)]);
  return { cert, key, certPath, keyPath };
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new Error(`${path} cannot be read: ${error.message}`);
  });
}

function isGood({ cert }: Certificate, now: number): boolean {
  try {
    const read = new X509Certificate(cert);
    // One made before a name was added to the list does for that name no longer.
    return Date.parse(read.validTo) - now > DAY && NAMES.every((name) => read.checkHost(name) !== undefined);
  } catch {
    return false;
  }
}
