import { html, raw } from 'hono/html';
import type { Page } from './layout.ts';
import { common, type Language } from './words.ts';

/** A guide, as HTML made from its Markdown. */
export interface Guide {
  /** As in `/docs/guides/{name}`. */
  name: string;
  title: string;
  /** The first paragraph, as plain text. */
  summary: string;
  body: string;
}

/** All guides. */
export const guideIndex = (language: Language, guides: readonly Guide[]): Page => ({
  title: `${common.guides[language]} · meetgate`,
  description: language === 'zh' ? '按任务组织的说明。' : 'How to get things done, one task a page.',
  place: 'guides',
  main: html`<div class="stack"><h1>${common.guides[language]}</h1>
<section class="grid">
${guides.map(({ name, title, summary }) => html`<article class="card stack"><h2><a href="/docs/guides/${name}">${title}</a></h2><p>${summary}</p></article>\n`)}</section></div>`,
});

/** One guide. Its HTML is made of our own Markdown when the pages are made. */
export const guidePage = (language: Language, { title, summary, body }: Guide): Page => ({
  title: `${title} · meetgate`,
  description: summary,
  place: 'guides',
  main: html`<article class="prose">${raw(body)}<p><a href="/docs/guides">${common.guides[language]}</a></p></article>`,
});
