import { pageDocument, type ShownVendor } from './document.ts';
import { eventsScript } from './eventsScript.ts';
import { journalScript } from './journalScript.ts';
import { meetingScript } from './meetingScript.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style.ts';
import { type Language, wordsIn } from './words.ts';

/** The page's files in a language: path, content type, text. Nothing comes from anywhere else. */
export function pageFiles(
  vendors: readonly ShownVendor[],
  language: Language,
): Readonly<Record<string, readonly [type: string, text: string]>> {
  const script = [
    pageScript(vendors, language),
    meetingScript,
    journalScript,
    eventsScript,
    'void poll();\n',
  ];
  return {
    '/': ['text/html; charset=utf-8', pageDocument(vendors, language, wordsIn(language))],
    '/page.css': ['text/css; charset=utf-8', STYLE],
    '/page.js': ['text/javascript; charset=utf-8', script.join('')],
  };
}
