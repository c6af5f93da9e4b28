import { html } from 'hono/html';
import type { Operation } from '../../core/operation.ts';
import { operations, providers } from '../../registry.ts';
import { keyField } from './keyField.ts';
import type { Page } from './layout.ts';
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

/** Every operation, each with a form that calls it. */
export const referencePage = (language: Language): Page => ({
  title: `${common.reference[language]} · meetgate`,
  description:
    language === 'zh'
      ? '每个操作的参数、示例，以及当场调用的表单。'
      : 'Every operation: its parameters, an example, and a form that calls it.',
  place: 'reference',
  scripts: ['key', 'try'],
  words:
    language === 'zh'
      ? { copy: '复制', copied: '已复制', waiting: '等待应答…', unreachable: '网关没有应答' }
      : {
          copy: 'Copy',
          copied: 'Copied',
          waiting: 'Waiting for the answer…',
          unreachable: 'The gateway does not answer',
        },
  main: html`<div class="split">
<nav class="contents" aria-label="${language === 'zh' ? '操作' : 'Operations'}">
${groups().map(
  ([group, list]) => html`<h2>${titleOf(group, language)}</h2>
${list.map(({ id, summary }) => html`<a href="#${id}">${summary[language]}</a>\n`)}`,
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
${keyField(language)}${groups().map(
  ([group, list]) => html`<h2>${titleOf(group, language)}</h2>
${list.map((operation) => operationForm(operation, language))}`,
)}</div>
</div>`,
});
