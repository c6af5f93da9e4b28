import { hash32 } from '../../../fixtures/hash.ts';
import { alphanumeric } from '../../../fixtures/text.ts';

// Quanshi's short links are `/k/` and eleven base-62 characters; n.qsh1.cn is a production host [Q-429] [Q-480].
const HOST = 'https://n.qsh1.cn/k/';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_DIGITS = 5;
const IDS = 62 ** ID_DIGITS;

type Role = 'attendee' | 'host';

/** The short link by which one role joins an event: a function of the event, so that it leads back to it. */
export function joinUrl(seed: number, role: Role, eventId: number): string {
  let rest = (eventId + offset(seed, role)) % IDS;
  let text = '';
  for (let i = 0; i < ID_DIGITS; i++) {
    text = DIGITS.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return `${HOST}mk${text}${alphanumeric(4, seed, 'quanshi', eventId, `${role}.url`)}`;
}

/** The event that an attendee's link names, or undefined where this seed never made it. */
export function readJoinUrl(seed: number, url: string): number | undefined {
  if (!url.startsWith(`${HOST}mk`)) return undefined;
  let id = 0;
  for (const character of url.slice(HOST.length + 2, HOST.length + 2 + ID_DIGITS)) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) return undefined;
    id = id * 62 + digit;
  }
  const eventId = (id - offset(seed, 'attendee') + IDS) % IDS;
  return joinUrl(seed, 'attendee', eventId) === url ? eventId : undefined;
}

function offset(seed: number, role: Role): number {
  return hash32(seed, 'quanshi', role, 'join-url') % IDS;
}
