import { html } from 'hono/html';
import { notesOf } from '../../core/notes.ts';
import type { Operation } from '../../core/operation.ts';
import { operations, providers } from '../../registry.ts';
import { keyField } from './keyField.ts';
import type { Html, Page } from './layout.ts';
import { operationForm } from './operationForm.ts';
import { common, type Language } from './words.ts';

const groupOf = ({ id }: Operation): string => id.split('.')[0] ?? '';

/** The composed operations first: they are what most readers want. */
const groups = (): [name: string, list: Operation[]][] => {
  const all = Object.groupBy(operations, groupOf);
  const vendors = providers.map(({ id }) => id as string);
  return Object.entries(all)
    .map(([name, list = []]): [string, Operation[]] => [name, list])
    .sort(([a], [b]) => vendors.indexOf(a) - vendors.indexOf(b));
};

const titleOf = (group: string, language: Language): string =>
  providers.find(({ id }) => id === group)?.title ?? (language === 'zh' ? '跨厂商' : 'Over all vendors');

const wordsOf = (language: Language): Record<string, string> =>
  language === 'zh'
    ? { copy: '复制', copied: '已复制', waiting: '等待应答…', unreachable: '网关没有应答' }
    : {
        copy: 'Copy',
        copied: 'Copied',
        waiting: 'Waiting for the answer…',
        unreachable: 'The gateway does not answer',
      };

const methodOf = ({ route, effect }: Operation): Html =>
  html`<span class="method${effect === 'write' ? ' write' : ''}">${route.method}</span>`;

/** Every operation in a line; its form comes when it is opened, so that the page stays light however many there are. */
export const referencePage = (language: Language): Page => ({
  title: `${common.reference[language]} · meetgate`,
  description:
    language === 'zh'
      ? '每个操作的参数、示例，以及当场调用的表单。'
      : 'Every operation: its parameters, an example, and a form that calls it.',
  place: 'reference',
  scripts: ['key', 'reference'],
  words: wordsOf(language),
  main: html`<div class="split">
<nav class="contents" aria-label="${language === 'zh' ? '操作' : 'Operations'}">
${groups().map(
  ([group, list]) => html`<h2>${titleOf(group, language)}</h2>
${list.map((operation) => html`<a href="#${operation.id}">${notesOf(operation).summary[language]}</a>\n`)}`,
)}<h2>${language === 'zh' ? '其他' : 'More'}</h2>
<a href="/docs/guides">${common.guides[language]}</a><a href="/problems">${common.problems[language]}</a><a href="/openapi.json">OpenAPI 3.1</a>
</nav>
<div class="stack">
<h1>${common.reference[language]}</h1>
<p class="lead">${
    language === 'zh'
      ? '每个操作都可以当场调用。也可以用 POST /v1/invoke/{操作} 以一个 JSON 对象调用，或由 webhook 与 MCP 调用。'
      : 'Every operation can be called here and now. Each can also be invoked with one JSON object at POST /v1/invoke/{operation}, by a webhook, and over MCP.'
  }</p>
${keyField(language)}
<label class="row"><span class="dim">${common.filter[language]} <kbd>/</kbd></span><input id="filter" type="search" class="grow" autocomplete="off" spellcheck="false"></label>
${groups().map(
  ([group, list]) => html`<section data-group class="stack"><h2>${titleOf(group, language)}</h2>
<div>${list.map(
    (
      operation,
    ) => html`<details class="operation" id="${operation.id}"><summary><span class="row between"><span class="row">${methodOf(operation)}<b>${notesOf(operation).summary[language]}</b></span><code>${operation.id}</code></span><span class="path">${operation.route.path}</span></summary>
<div data-form class="stack"><p><a href="/docs/${operation.id}">${notesOf(operation).summary[language]}</a></p></div></details>
`,
  )}</div></section>`,
)}</div>
</div>`,
});

/** One operation by itself: where a link to it leads, and where the reference and the console have its form from. */
export const operationPage = (operation: Operation, language: Language): Page => ({
  title: `${notesOf(operation).summary[language]} · meetgate`,
  description: notesOf(operation).description,
  place: 'reference',
  scripts: ['key', 'try'],
  words: wordsOf(language),
  main: html`<div class="stack">
<p><a href="/docs">${common.reference[language]}</a></p>
<h1>${notesOf(operation).summary[language]}</h1>
<p class="row">${methodOf(operation)}<span class="path">${operation.route.path}</span> <code>${operation.id}</code></p>
${keyField(language)}
<div class="card">${operationForm(operation, language)}</div>
</div>`,
});
