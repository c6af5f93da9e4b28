import { html, raw } from 'hono/html';
import { common, type Language } from './words.ts';

/** What a template makes; text put into one is escaped. */
export type Html = ReturnType<typeof html>;

/** Where a reader is, as the navigation shows it. */
export type Place = 'home' | 'reference' | 'guides' | 'console' | 'problems';

/** A page without its frame. */
export interface Page {
  title: string;
  /** One sentence for search engines and previews. */
  description: string;
  place: Place;
  main: Html;
  /** Modules of `/static/` that it runs. */
  scripts?: readonly string[];
  /** What its modules say, by name. */
  words?: Record<string, string>;
}

const PLACES: readonly [Place, string][] = [
  ['reference', '/docs'],
  ['guides', '/docs/guides'],
  ['console', '/console'],
  ['problems', '/problems'],
];

/** The frame of every page: navigation, language switch, content. No inline script and no inline style, as the policy demands. */
export const layout = (
  language: Language,
  { title, description, place, main, scripts = [], words }: Page,
): Html => {
  const other = language === 'en' ? 'zh' : 'en';
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title}</title>
<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/style.css">
${scripts.map((name) => html`<script type="module" src="/static/${name}.js"></script>\n`)}</head>
<body>
<a class="skip" href="#main">${common.skip[language]}</a>
<header class="top">
<a class="brand" href="/"><img src="/static/favicon.svg" alt="" width="26" height="26">meetgate</a>
<nav aria-label="${language === 'zh' ? '主导航' : 'Main'}">${PLACES.map(
    ([name, path]) =>
      html`<a href="${path}"${name === place ? html` aria-current="page"` : ''}>${common[name][language]}</a>`,
  )}<a href="/__mock/" data-simulated hidden>${common.simulation[language]}</a></nav>
<a class="end" href="?lang=${other}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${common.switchTo[language]}</a>
</header>
<main id="main">
${main}
</main>
<footer class="foot">${common.foot[language]}</footer>
${words ? html`<script type="application/json" id="words">${raw(JSON.stringify(words).replaceAll('<', '\\u003c'))}</script>` : ''}
</body>
</html>
`;
};
