import * as z from 'zod';
import { callOptions, type OptionName } from '../../functions/calls/options.ts';
import { gatewaySettings } from '../../functions/config/settings.ts';
import { SCOPES } from '../../functions/core/caller.ts';
import { notesOf } from '../../functions/core/notes.ts';
import type { Operation } from '../../functions/core/operation.ts';
import { problems } from '../../functions/core/problems.ts';
import type { Sensitivity } from '../../functions/core/sensitivity.ts';
import { settingMeta } from '../../functions/core/setting.ts';
import { fieldSources } from '../../functions/meetings/mapping/fieldSources.ts';
import { operations, providers } from '../../functions/registry.ts';
import { coverageRows, renderCoverage } from '../../mocks/coverage/coverage.ts';
import { VENDORS } from '../../mocks/registry.ts';
import { optionWords, scopeWords } from './words.ts';

type Language = 'en' | 'zh';

const code = (text: string): string => `\`${text}\``;

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** For how long answers of an operation are shared. */
const shared = (operation: Operation): string =>
  operation.kind === 'vendor' && operation.shareSeconds > 0 ? `${operation.shareSeconds} s` : '-';

const operationTable = (language: Language): string =>
  table(
    language === 'en'
      ? ['operation', 'route', 'what it does', 'shared for']
      : ['操作', '路由', '作用', '共享时间'],
    operations.map((operation) => [
      code(operation.id),
      code(`${operation.route.method} ${operation.route.path}`),
      notesOf(operation).summary[language],
      shared(operation),
    ]),
  );

const optionTable = (language: Language): string =>
  table(
    language === 'en' ? ['HTTP', 'client', 'what it does'] : ['HTTP', '客户端', '作用'],
    (Object.keys(callOptions) as OptionName[]).map((option) => {
      const { in: place, name, description } = callOptions[option];
      const { example, zh } = optionWords[option];
      const http = place === 'query' ? `?${name}=${example}` : `${name}: ${example}`;
      return [code(http), code(option), language === 'en' ? description : zh];
    }),
  );

const scopeTable = (language: Language): string =>
  table(
    language === 'en' ? ['scope', 'allows'] : ['scope', '允许'],
    SCOPES.map((scope) => [code(scope), scopeWords[scope][language]]),
  );

const problemTable = (): string =>
  table(
    ['problem', 'status', 'what it says'],
    Object.entries(problems).map(([slug, { status, title }]) => [code(slug), String(status), title]),
  );

const settingTable = (): string =>
  table(
    ['name', 'kind', 'what it is'],
    [gatewaySettings, ...providers.map(({ settings }) => settings)].flatMap((schema) =>
      Object.values(schema._zod.def.shape).map((schema) => {
        const { variable, kind, description } = settingMeta(schema);
        return [code(variable), kind, description];
      }),
    ),
  );

/** The members of an answer that are marked so, at any depth. */
function marked({ output }: Operation, mark: Sensitivity): string[] {
  const found = new Set<string>();
  JSON.stringify(z.toJSONSchema(output, { io: 'output' }), (name, value) => {
    if (value?.['x-sensitivity'] === mark) found.add(name);
    return value;
  });
  return [...found];
}

/** What each operation takes and answers that opens a door or tells of a person. */
const sensitiveTable = (): string => {
  const names = (list: readonly string[]) => list.map(code).join(', ') || '-';
  return table(
    ['operation', 'inputs kept out of logs', 'seen with `secrets`', 'seen with `personal`', 'shared for'],
    operations.map((operation) => [
      code(operation.id),
      names(operation.sensitiveInputs),
      names(marked(operation, 'secret')),
      names(marked(operation, 'personal')),
      shared(operation),
    ]),
  );
};

/** Where each member of a meeting comes from: a row a member, the lists that tell it in one cell. */
const fieldTable = (): string => {
  const rows = Map.groupBy(fieldSources, ({ field }) => field);
  const cell = (told: typeof fieldSources) =>
    [...Map.groupBy(told, ({ from }) => from)]
      .map(([from, all]) => `${all.map(({ list }) => list).join(', ')}: ${from}`)
      .join('; ') || '-';
  return table(
    ['member', 'Huawei', 'Quanshi'],
    [...rows].map(([field, told]) => [
      code(field),
      cell(told.filter(({ provider }) => provider === 'huawei')),
      cell(told.filter(({ provider }) => provider === 'quanshi')),
    ]),
  );
};

/** What stands between `<!-- docs:NAME -->` and `<!-- /docs -->`, by file and name. */
export const blocks: Record<string, Record<string, () => string>> = {
  'README.md': { operations: () => operationTable('en') },
  'README.zh-CN.md': { operations: () => operationTable('zh') },
  'functions/README.md': {
    options: () => optionTable('en'),
    problems: problemTable,
    settings: settingTable,
    fields: fieldTable,
    scopes: () => scopeTable('en'),
  },
  'mocks/README.md': { coverage: () => renderCoverage(coverageRows(VENDORS)).trim() },
  'SECURITY.md': { sensitive: sensitiveTable },
};
