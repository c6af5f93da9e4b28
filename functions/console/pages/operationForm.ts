import { html } from 'hono/html';
import type { Operation } from '../../core/operation.ts';
import { describeOperation, type Parameter } from './describeOperation.ts';
import type { Html } from './layout.ts';
import { common, type Language, type Words } from './words.ts';

const said = {
  needs: { en: 'needs', zh: '需要' },
  document: { en: "the vendor's document", zh: '厂商文档' },
  input: { en: 'Input', zh: '输入' },
  none: { en: 'It takes no input.', zh: '无需输入。' },
  required: { en: 'required', zh: '必填' },
  unset: { en: 'not set', zh: '未设置' },
  account: { en: 'Vendor account', zh: '厂商账号' },
  example: { en: 'Example of an answer', zh: '应答示例' },
  write: { en: 'changes something at the vendor', zh: '会改变厂商侧的数据' },
  answer: { en: 'Answer', zh: '应答' },
} as const satisfies Record<string, Words>;

/** What an operation does, with a form to try it: the same in the reference and in the console. `/static/try.js` brings it to life. */
export function operationForm(operation: Operation, language: Language): Html {
  const { id, description, docs, effect, scopes, method, path, parameters, example } =
    describeOperation(operation);
  const writes = effect === 'write';
  return html`<article class="stack">
<p>${withCode(description)}</p>
<p class="dim">${said.needs[language]} ${scopes.map((scope) => html`<code>${scope}</code> `)}${
    writes ? html`· <span class="warn">${said.write[language]}</span> ` : ''
  }${docs ? html`· <a href="${docs}" rel="noreferrer">${said.document[language]}</a>` : ''}</p>
<form data-operation="${id}" data-method="${method}" data-path="${path}" class="stack">
${
  parameters.length === 0
    ? html`<p class="dim">${said.none[language]}</p>`
    : html`<fieldset class="fields">
<legend class="dim">${said.input[language]}</legend>
${parameters.map((parameter) => field(id, parameter, example.input as Record<string, unknown>, language))}</fieldset>`
}
<div class="row"><button class="main">${common.send[language]}</button>
<label class="row"><span class="dim">${said.account[language]}</span> <input data-account size="12" placeholder="default" autocomplete="off" spellcheck="false"></label></div>
<div data-snippets></div>
<output class="stack" aria-label="${said.answer[language]}"></output>
</form>
<details><summary>${said.example[language]}</summary><pre tabindex="0"><code>${JSON.stringify(example.output, null, 2)}</code></pre></details>
</article>
`;
}

/** One input, as its schema says. Its name and place travel in attributes: the script makes the request of them. */
function field(
  operation: string,
  { name, in: place, wire, required, schema }: Parameter,
  example: Record<string, unknown>,
  language: Language,
): Html {
  const id = `${operation}.${name}`;
  const shown = example[name];
  const common = html` id="${id}" name="${name}" data-in="${place}" data-wire="${wire}"${required ? html` required` : ''} aria-describedby="${id}-what"`;
  const choices = schema.enum ?? (schema.type === 'boolean' ? [true, false] : undefined);
  const whole = schema.type === 'integer' || schema.type === 'number';
  const placeholder = schema.default ?? shown ?? '';
  const control = choices
    ? html`<select${common} data-type="${schema.type ?? typeof choices[0]}"><option value="">${said.unset[language]}</option>${choices.map(
        (choice) =>
          html`<option${required && choice === shown ? html` selected` : ''}>${String(choice)}</option>`,
      )}</select>`
    : html`<input${common} data-type="${schema.type ?? 'json'}"${whole ? html` type="number" inputmode="numeric"` : ''}${
        required && shown !== undefined
          ? html` value="${asText(shown)}"`
          : html` placeholder="${asText(placeholder)}"`
      } autocomplete="off" spellcheck="false">`;
  return html`<div class="field"><label for="${id}"><span class="name">${name}${required ? html` <span class="warn">${said.required[language]}</span>` : ''}</span></label>
${control}<small id="${id}-what">${withCode(schema.description ?? '')}</small></div>
`;
}

const asText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A text in which backticks mark code, as descriptions are written. */
const withCode = (text: string): Html[] =>
  text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
