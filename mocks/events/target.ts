import type { EventSettings } from './settings.ts';

// `URL` has made 127.0.0.1 of every other way to write it.
const LOOPBACK = /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Why events may not go to a URL, in words; undefined where they may. */
export function whyNotTo(text: string, targets: EventSettings['targets']): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'url must be an http or https URL';
  if (url.username !== '' || url.password !== '') return 'url must not carry credentials';
  if (targets === 'any') return undefined;
  if (targets === 'loopback')
    return LOOPBACK.test(url.hostname)
      ? undefined
      : `events go only to this machine (localhost, 127.0.0.1, [::1]) unless event targets are allowed, not to ${url.host}`;
  return targets.includes(url.host) || targets.includes(url.hostname)
    ? undefined
    : `events go only to ${targets.join(', ') || 'nobody'}, not to ${url.host}`;
}
