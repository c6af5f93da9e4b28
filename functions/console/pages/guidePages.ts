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
<p class="lead">${
    language === 'zh'
      ? '按任务组织：一页一件事。'
      : 'One task a page. What each operation takes and gives stands in the reference.'
  }</p>
<section class="grid">
<article class="card stack"><h2><a href="/docs">${common.reference[language]}</a></h2><p>${
    language === 'zh' ? '每个操作，附当场调用的表单。' : 'Every operation, with a form that calls it.'
  }</p></article>
<article class="card stack"><h2><a href="/problems">${common.problems[language]}</a></h2><p>${
    language === 'zh'
      ? '网关会返回的每一种错误，以及怎么办。'
      : 'Every kind of problem, and what to do about it.'
  }</p></article>
${guides.map(({ name, title, summary }) => html`<article class="card stack"><h2><a href="/docs/guides/${name}">${title}</a></h2><p>${summary}</p></article>\n`)}</section></div>`,
});

/** One guide. Its HTML is made of our own Markdown when the pages are made. */
export const guidePage = (language: Language, { title, summary, body }: Guide): Page => ({
  title: `${title} · meetgate`,
  description: summary,
  place: 'guides',
  main: html`<article class="prose">${raw(body)}<p><a href="/docs/guides">${common.guides[language]}</a></p></article>`,
});
