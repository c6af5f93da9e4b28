import { pageDocument, type ShownVendor } from './document.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style.ts';

/** The page's files: path, content type, text. Nothing comes from anywhere else. */
export function pageFiles(
  vendors: readonly ShownVendor[],
): Readonly<Record<string, readonly [type: string, text: string]>> {
  return {
    '/': ['text/html; charset=utf-8', pageDocument(vendors)],
    '/page.css': ['text/css; charset=utf-8', STYLE],
    '/page.js': ['text/javascript; charset=utf-8', pageScript(vendors)],
  };
}
