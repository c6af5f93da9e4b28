import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { callOptions, type OptionName } from '../calls/options.ts';
import { isRecord } from '../core/isRecord.ts';
import { mustBe } from '../core/mustBe.ts';
import { eachRow } from '../core/paging.ts';
import { calledAs } from './calledAs.ts';
import {
  GATEWAY_OPTIONS,
  GATEWAY_USAGE,
  type GatewayAt,
  gatewayAt,
  type ListedOperation,
  problemOf,
  said,
} from './gatewayAt.ts';
import { didYouMean } from './nearest.ts';
import { runCommand, UsageError } from './runCommand.ts';

/** `onBehalfOf` as people write options: `on-behalf-of`. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const ofCall = Object.keys(callOptions) as OptionName[];
const OWN = {
  ...GATEWAY_OPTIONS,
  input: { type: 'string' },
  all: { type: 'boolean' },
  help: { type: 'boolean' },
  ...Object.fromEntries(
    ofCall.map((name) => [
      kebab(name),
      { type: callOptions[name].schema.type === 'boolean' ? 'boolean' : 'string' },
    ]),
  ),
} as Record<string, { type: 'string' | 'boolean' }>;

const column = (option: string) => `  ${option.padEnd(20)} `;
const USAGE = `${calledAs('call')} <operation> [options]: asks the gateway, and prints the result as JSON

  ${calledAs('call')} huawei.listOngoingWebinars --limit 5
  ${calledAs('call')} huawei.listOngoingWebinars --help     what the operation takes

${GATEWAY_USAGE}
${column('--input <json>')}the input as JSON; @file reads a file, - standard input, as a password should come
${column('--all')}of a list: every row, page by page, a line of JSON each
${ofCall.map((name) => column(`--${kebab(name)}`) + callOptions[name].description).join('\n')}
${column('--help')}this text

Without an operation it lists all there are. Code 1: the call was answered with a problem.`;

await runCommand(USAGE, async () => {
  const args = process.argv.slice(2);
  // Which options there are depends on the operation: the first reading looks for it alone.
  const first = parseArgs({ args, options: OWN, strict: false, allowPositionals: true });
  const [id] = first.positionals;
  if (first.values.help && id === undefined) return told(USAGE);
  const place = first.values as { url?: string; key?: string };
  const gateway = gatewayAt(place);
  const operations = await gateway.operations();
  if (id === undefined)
    return told(operations.map(({ id, summary }) => `${id.padEnd(34)} ${summary.en}`).join('\n'));
  const operation = operations.find((one) => one.id === id);
  if (!operation)
    throw new UsageError(
      `There is no operation '${id}'.${didYouMean(
        id,
        operations.map((one) => one.id),
      )}`,
    );
  if (first.values.help) return told(describe(operation));
  return perform(gateway, operation, args);
});

function told(text: string): number {
  console.log(text);
  return 0;
}

function describe({ id, summary, description, parameters, example }: ListedOperation): string {
  const lines = parameters.map((field) => {
    const { name, required, schema } = field;
    return `${column(`--${name}`)}${required ? 'required; ' : ''}${mustBe(field)}. ${String(schema.description ?? '')}`;
  });
  const takes = lines.length > 0 ? lines.join('\n') : '  no input';
  return `${id}: ${summary.en}\n${description}\n\n${takes}\n\nExample: --input '${JSON.stringify(example.input)}'`;
}

/** Each parameter is an option of its own name; where the command has one of that name, the operation's comes first. */
async function perform(gateway: GatewayAt, operation: ListedOperation, args: string[]): Promise<number> {
  const { parameters, paging, id } = operation;
  const fields = Object.fromEntries(parameters.map(({ name }) => [name, { type: 'string' as const }]));
  const known = { ...OWN, ...fields };
  const { values, positionals, tokens } = parseArgs({
    args,
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const strange = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(known, token.name));
  if (strange?.kind === 'option')
    throw new UsageError(
      `There is no option ${strange.rawName}.${didYouMean(strange.name, Object.keys(known))}`,
    );
  if (positionals.length > 1) throw new UsageError(`There is a word too many: '${positionals[1]}'.`);
  const bare = Object.entries(known).find(([name, { type }]) => type === 'string' && values[name] === true);
  if (bare) throw new UsageError(`--${bare[0]} needs a value.`);
  const input = await readInput(values.input as string | undefined);
  for (const { name, schema } of parameters)
    if (values[name] !== undefined) input[name] = typed(String(values[name]), schema);

  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  const query = new URLSearchParams();
  for (const name of ofCall) {
    const value = values[kebab(name)];
    const { in: where, name: wire } = callOptions[name];
    if (value === undefined || Object.hasOwn(fields, kebab(name))) continue;
    if (where === 'header') headers[wire] = String(value);
    else query.set(wire, String(value));
  }
  const path = `/v1/invoke/${id}${query.size > 0 ? `?${query}` : ''}`;
  const ask = async (body: object) => {
    const answer = await gateway.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status === 200 && answer.body !== undefined) return answer.body;
    const problem = problemOf(answer.body);
    throw new Error(
      problem ? JSON.stringify(problem, null, 2) : `POST ${gateway.url}${path}: ${said(answer)}`,
    );
  };
  if (values.all !== true) return told(JSON.stringify(await ask(input), null, 2));
  if (!paging) throw new UsageError(`${id} is no list: --all goes with lists.`);
  for await (const row of eachRow(
    paging,
    input,
    async (page) => (await ask(page)) as Record<string, unknown>,
  ))
    console.log(JSON.stringify(row));
  return 0;
}

/** @throws UsageError, which does not quote the input: it may hold a password */
async function readInput(given: string | undefined): Promise<Record<string, unknown>> {
  if (given === undefined) return {};
  const text =
    given === '-'
      ? await readAll(process.stdin)
      : given.startsWith('@')
        ? await readFile(given.slice(1), 'utf8')
        : given;
  try {
    const input: unknown = JSON.parse(text);
    if (isRecord(input)) return input;
  } catch {
    // Said below.
  }
  throw new UsageError('--input must be one JSON object, @file or -.');
}

/** A text as the schema has it; what it cannot be stays text, and the gateway says what it must be. */
function typed(text: string, { type, enum: choices, const: only, anyOf }: Record<string, unknown>): unknown {
  const numeric = [only, ...(Array.isArray(choices) ? choices : [])].some((one) => typeof one === 'number');
  if (type === 'string' || (type === undefined && !numeric && anyOf === undefined)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? text : value;
  } catch {
    return text;
  }
}
