import type { Language } from './words.ts';

/** The language that is asked for by `?lang=`, else that of the cookie, else the first of the browser's that there is. */
export function languageOf({ url, headers }: Pick<Request, 'url' | 'headers'>): Language {
  const chosen = new URL(url).searchParams.get('lang');
  const kept = /(?:^|;\s*)lang=(en|zh)(?:;|$)/.exec(headers.get('Cookie') ?? '')?.[1];
  const wanted = (headers.get('Accept-Language') ?? '').slice(0, 200).toLowerCase().split(',');
  const first = wanted.map((one) => /^\s*(en|zh)\b/.exec(one)?.[1]).find((one) => one !== undefined);
  for (const one of [chosen, kept, first]) if (one === 'en' || one === 'zh') return one;
  return 'en';
}
