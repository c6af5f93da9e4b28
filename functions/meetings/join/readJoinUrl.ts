import type { ProviderId } from '../../core/provider.ts';
import { otherVendorAt, otherVendorOf } from './otherVendors.ts';

/** Hosts besides the known ones: those of customers, as configured. */
export type JoinHosts = Readonly<Partial<Record<ProviderId, readonly string[]>>>;

/** What a meeting may be found by. Everything but the number opens a door. */
export interface JoinCode {
  provider: ProviderId;
  /** `link` to ask the vendor about, `number`, `pcode`: a passcode that is an id; `launch`: only the vendor's program can use it. */
  by: 'number' | 'link' | 'pcode' | 'launch';
  meetingNumber?: string;
  /** The id that a Quanshi conference has while it runs. */
  runningId?: string;
  /** Passcode, or the opaque end of a link. */
  credential?: string;
  url?: string;
  /** What the link is for, where that shows. */
  seat?: 'monitor' | 'audience' | 'phone';
}

/** What a pasted text is. */
export type JoinReading =
  /** One candidate, or several: nine digits may be a number of either vendor. */
  | { is: 'meeting'; candidates: [JoinCode, ...JoinCode[]] }
  | { is: 'elsewhere'; vendor: string }
  /** A page of a vendor that is spoken, and no way into a meeting: a live stream, a login, a recording. */
  | { is: 'other-page'; provider: ProviderId }
  | { is: 'unknown'; why: 'too-long' | 'not-a-link' | 'disguised' | 'host'; knownHosts: string[] };

/** The longest link seen has some 400 characters. */
const LONGEST = 2048;
const CODE = /^[A-Za-z0-9_-]{1,128}$/;

/** Hosts of each vendor's links. `m.qsh1.cn` and the China Mobile brand of Huawei's are INFERRED from their siblings. */
const HOSTS: Readonly<Record<ProviderId, readonly string[]>> = {
  huawei: [
    'meeting.huaweicloud.com',
    'c.meeting.huaweicloud.com',
    'intl.meeting.huaweicloud.com',
    'bmeeting.huaweicloud.com',
    'c.meeting.125339.com',
  ],
  quanshi: [
    ...['m', 'n', 's', 'mtest', 'ntest', 'stest'].map((name) => `${name}.qsh1.cn`),
    'meetservicem.quanshi.com',
  ],
};
/** Where Quanshi shows live streams. */
const WATCH_HOSTS = ['ltest.qsh1.cn', 'live-test.qsh1.cn', 'rlive1uat.rmeet.com.cn'];
const PORTS = ['', '36443'];

/** How the web links of each vendor are read, once the host is known. */
const WEB: Readonly<Record<ProviderId, (url: URL) => JoinCode | undefined>> = {
  huawei: ({ hash, pathname }) => {
    // The number stands in the fragment; where the link was once part of another, its # may still be encoded.
    const [, number, credential] = FRAGMENT.exec(decoded(hash || pathname)) ?? [];
    return number ? numberOf('huawei', number, credential) : undefined;
  },
  quanshi: ({ protocol, host, pathname, searchParams }) => {
    const pcode = searchParams.get('pcode') ?? '';
    if (/^\/m-wcall\/?$/.test(pathname) && CODE.test(pcode))
      return { provider: 'quanshi', by: 'launch', seat: 'phone', credential: pcode };
    if (!/^\/[kad]\/[A-Za-z0-9_-]{6,64}\/?$/.test(pathname)) return undefined;
    const seat = searchParams.get('extType') === '5' ? 'monitor' : searchParams.has('jointid') && 'audience';
    // What follows says how to open the page; the vendor knows the link without it.
    const url = `${protocol}//${host}${pathname.replace(/\/$/, '')}`;
    return { provider: 'quanshi', by: 'link', url, ...(seat ? { seat } : {}) };
  },
};
const FRAGMENT = /^\/?#?\/j\/(\d{6,12})(?:\/([A-Za-z0-9_-]{1,128}))?\/?(?:\?.*)?$/;

/** Links that open the vendors' own programs, by scheme. */
const LAUNCH: Readonly<Record<string, (link: string) => JoinCode | undefined>> = {
  cloudlink: (link) => {
    const query = new URLSearchParams(link.split('?')[1] ?? '');
    const number = query.get('conf_id') ?? '';
    const code = query.get('enter_code') ?? '';
    return /^\d{6,12}$/.test(number)
      ? numberOf('huawei', number, CODE.test(code) ? code : undefined)
      : undefined;
  },
  tang: (link) => {
    const parts = new Map(
      link.split('/').map((part): [string, string] => [part.split(':')[0] ?? '', part.split(':')[1] ?? '']),
    );
    const [number = '', running = '', pin = ''] = ['cid', 'conf_id', 'pinCode'].map((name) =>
      parts.get(name),
    );
    const told: JoinCode = { provider: 'quanshi', by: 'launch' };
    if (CODE.test(pin)) told.credential = pin;
    if (/^\d{6,12}$/.test(running)) told.runningId = running;
    return /^\d{6,12}$/.test(number) ? { ...told, by: 'number', meetingNumber: number } : told;
  },
  qsgnet: () => ({ provider: 'quanshi', by: 'launch' }),
};

/**
 * What meeting a pasted join link leads to: recognised by its form alone and never fetched. What it gives opens doors and
 * belongs into no log.
 *
 * @param text A link with or without its scheme, a link that opens a vendor's program, or a number with blanks or dashes.
 */
export function readJoinUrl(text: string, hosts: JoinHosts = {}): JoinReading {
  const unknown = (why: 'too-long' | 'not-a-link' | 'disguised' | 'host'): JoinReading => ({
    is: 'unknown',
    why,
    knownHosts: [...hostsOf('huawei', hosts), ...hostsOf('quanshi', hosts)],
  });
  // A little more than the limit: blanks around it are no part of it.
  if (text.length > 2 * LONGEST) return unknown('too-long');
  const link = text.trim().replace(/^[<"'“《【(（]+|[>"'”》】)）。，,;；]+$/g, '');
  if (link.length > LONGEST) return unknown('too-long');
  const codes = readCode(link);
  if (codes) return { is: 'meeting', candidates: codes };
  // A browser would drop line breaks and turn \ into /: what is written so hides where it leads.
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(link)) return unknown('disguised');

  const [, scheme] = /^([a-z][a-z0-9+.-]{1,30}):\/\//i.exec(link) ?? [];
  const protocol = scheme?.toLowerCase() ?? 'https';
  if (protocol !== 'http' && protocol !== 'https') return readLaunch(protocol, link) ?? unknown('not-a-link');
  const address = scheme ? link : `https://${link}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (!scheme && !/^[^/?#]+\.[^/?#]+[/?#]/.test(link))) return unknown('not-a-link');
  if (url.username || url.password || /^[^/?#]*:\/\/[^/?#]*@/.test(link)) return unknown('disguised');

  const host = url.hostname.replace(/\.$/, '');
  const port = url.port;
  for (const [provider, read] of Object.entries(WEB) as [ProviderId, (url: URL) => JoinCode | undefined][]) {
    const known = hostsOf(provider, hosts);
    if (!known.includes(url.host) && !(known.includes(host) && PORTS.includes(port))) continue;
    const code = read(url);
    return code ? { is: 'meeting', candidates: [code] } : { is: 'other-page', provider };
  }
  if (WATCH_HOSTS.includes(host)) return { is: 'other-page', provider: 'quanshi' };
  const vendor = otherVendorAt(host);
  return vendor ? { is: 'elsewhere', vendor } : unknown('host');
}

function readLaunch(scheme: string, link: string): JoinReading | undefined {
  const code = Object.hasOwn(LAUNCH, scheme) ? LAUNCH[scheme]?.(link) : undefined;
  if (code) return { is: 'meeting', candidates: [code] };
  const vendor = otherVendorOf(scheme);
  return vendor ? { is: 'elsewhere', vendor } : undefined;
}

/** A number or a passcode without a link. How many digits each vendor has is what examples show. INFERRED. */
function readCode(text: string): [JoinCode, ...JoinCode[]] | undefined {
  const digits = /^\d[\d \u2010-\u2014-]*\d$/.test(text) ? text.replace(/\D/g, '') : '';
  switch (digits.length) {
    case 9:
      return [numberOf('huawei', digits), numberOf('quanshi', digits)];
    case 10:
    case 12:
    case 18:
      return [{ provider: 'quanshi', by: 'pcode', credential: digits }];
    default:
      return undefined;
  }
}

const numberOf = (provider: ProviderId, meetingNumber: string, credential?: string): JoinCode => ({
  provider,
  by: 'number',
  meetingNumber,
  ...(credential ? { credential } : {}),
});

const hostsOf = (provider: ProviderId, more: JoinHosts): string[] => [
  ...HOSTS[provider],
  ...(more[provider] ?? []).map((host) => host.toLowerCase()),
];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
