import type { Config } from '../../config/config.ts';
import { invalidInput } from '../../core/problem.ts';

/** Nothing that people register is longer; it is kept and sent with each attempt. */
const LONGEST_URL = 2_048;
/** Names that lead into somebody's own network. [RFC 6761, RFC 6762, RFC 8375, ICANN SAC113; lan, corp, home by use] */
const INNER = /\.(?:local|localhost|internal|intranet|lan|corp|home|private|home\.arpa)$/;
/** What WHATWG makes of an IPv4 address, in whatever spelling it came: `0x7f.1`, `2130706433`, `１２７．０.0.1`. */
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/** The machine itself, in WHATWG's spelling. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** What the rules are read from; `host` is that of the request at hand, by which the gateway is reached for sure. */
export interface ReceiverRules {
  config: Pick<Config, 'loopbackReceivers' | 'receiverPorts' | 'gatewayHosts'>;
  host?: string | undefined;
}

/**
 * May this URL be told of anything? Only what lies in the open: HTTPS on a port of HTTPS, a name and no address, no name of
 * an inner network, not the gateway itself, no credentials. A Worker can pin no DNS: a name that leads to an inner address
 * ends at the platform, which lets a fetch out to public addresses only (`global_fetch_strictly_public`).
 * Loopback and plain HTTP are for local use, where LOOPBACK_RECEIVERS says so.
 *
 * @param field named in the error
 * @throws Problem `invalid-input`, never quoting the URL
 */
export function requireReceiver(text: string, field: string, { config, host }: ReceiverRules): URL {
  const refuse = (detail: string) => invalidInput({ field, detail });
  // What WHATWG strips or turns is not what somebody else who reads the URL would see.
  const url = /[\s\\\p{Cc}]/u.test(text) || text.length > LONGEST_URL ? null : URL.parse(text);
  if (!url) throw refuse(`must be a URL of at most ${LONGEST_URL} characters`);
  if (url.username !== '' || url.password !== '') throw refuse('must not hold a user or a password');
  if (url.hash !== '') throw refuse('must not have a fragment');
  const { hostname } = url;
  if (config.loopbackReceivers && isLoopback(url) && /^https?:$/.test(url.protocol)) {
    // One machine has many names; its ports tell its servers apart.
    if (LOOPBACK.test(host?.replace(/:\d+$/, '') ?? '') && portOf(url) === portOf(new URL(`http://${host}`)))
      throw refuse('must not be the gateway itself');
    return url;
  }
  if (url.protocol !== 'https:') throw refuse('must begin with https://');
  if (!config.receiverPorts.includes(portOf(url)))
    throw refuse(`must be on port ${config.receiverPorts.join(', ')}`);
  if (IPV4.test(hostname) || hostname.startsWith('[')) throw refuse('must have a name, not an IP address');
  if (hostname.endsWith('.')) throw refuse('must have a host without a dot at its end');
  if (!hostname.includes('.')) throw refuse('must have a host with a dot in it');
  if (INNER.test(hostname)) throw refuse('must be a public host, not one of an inner network');
  const own = [...config.gatewayHosts, ...(host === undefined ? [] : [new URL(`http://${host}`).hostname])];
  if (own.includes(hostname)) throw refuse('must not be the gateway itself');
  return url;
}

/** Whether it is this machine: a URL that was taken is so only where that is allowed. */
export const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.test(hostname);

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));
