import { html } from 'hono/html';
import { type ProblemKind, problems } from '../../core/problems.ts';
import type { Page } from './layout.ts';
import { common, type Language } from './words.ts';

const all = Object.entries(problems) as [slug: string, kind: ProblemKind][];

/** All kinds of problem in one table. The texts are those of the API, which speaks English. */
export const problemIndex = (language: Language): Page => ({
  title: `${common.problems[language]} · meetgate`,
  description:
    language === 'zh' ? '网关会返回的每一种错误。' : 'Every kind of problem that the gateway answers with.',
  place: 'problems',
  main: html`<div class="stack">
<h1>${common.problems[language]}</h1>
<p class="lead">${
    language === 'zh'
      ? '出错时的应答是 application/problem+json（RFC 9457），其 type 指向这里的一页。'
      : 'Whatever goes wrong is answered as application/problem+json (RFC 9457); its type leads to one of these pages.'
  }</p>
<div class="card scroll"><table><thead><tr><th>HTTP</th><th>type</th><th>${language === 'zh' ? '含义' : 'What it says'}</th></tr></thead><tbody>
${all.map(([slug, { status, title }]) => html`<tr><td>${status}</td><td><a href="/problems/${slug}"><code>${slug}</code></a></td><td>${title}</td></tr>\n`)}</tbody></table></div>
</div>`,
});

/** One kind of problem: where its `type` leads. */
export const problemPage = (
  slug: string,
  { status, title, meaning, remedy, retryable }: ProblemKind,
  language: Language,
): Page => ({
  title: `${title} · meetgate`,
  description: meaning,
  place: 'problems',
  main: html`<article class="prose">
<p class="row"><span class="pill">HTTP ${status}</span> <code>${slug}</code></p>
<h1>${title}</h1>
<p class="lead">${meaning}</p>
<h2>${language === 'zh' ? '怎么办' : 'What to do'}</h2>
<p>${remedy}</p>
<p class="dim">${
    retryable
      ? language === 'zh'
        ? '同样的请求稍后可能成功。'
        : 'The same request may succeed later, unchanged.'
      : language === 'zh'
        ? '不改变请求，就会再次失败。'
        : 'The same request fails again unless it is changed.'
  }</p>
<p><a href="/problems">${common.problems[language]}</a></p>
</article>`,
});
