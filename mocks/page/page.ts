import { DOCUMENT } from './document.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** The page's files: path, content type, text. Nothing comes from anywhere else. */
export const PAGE: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': ['text/html; charset=utf-8', DOCUMENT],
  '/page.css': ['text/css; charset=utf-8', STYLE],
  '/page.js': ['text/javascript; charset=utf-8', SCRIPT],
};
