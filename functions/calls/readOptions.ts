import { invalidInput, type Problem } from '../core/problem.ts';
import { type CallOptions, callOptions, type OptionName } from './options.ts';

/** Where options are read from: a header by its name, every value of a query parameter. */
export interface OptionSources {
  header: (name: string) => string | undefined;
  query: (name: string) => readonly string[] | undefined;
}

const list = (Object.keys(callOptions) as OptionName[]).map((option) => {
  const { schema, ...spec } = callOptions[option];
  const pattern = 'pattern' in schema ? new RegExp(schema.pattern) : undefined;
  return { option, ...spec, schema, pattern };
});

/** Reads the options of a call that are there. @throws Problem `invalid-input` */
export function readOptions(sources: OptionSources): CallOptions {
  const options: Record<string, unknown> = {};
  for (const spec of list) {
    const [text, ...others] =
      spec.in === 'header' ? [sources.header(spec.name)] : (sources.query(spec.name) ?? []);
    if (text === undefined) continue;
    const value = others.length === 0 ? parsed(text, spec) : undefined;
    if (value !== undefined) options[spec.option] = value;
    // Of these two whatever is sent is taken: a bad id is replaced, and `Cache-Control` has many directives.
    else if (spec.option !== 'cache' && spec.option !== 'requestId')
      throw invalidOption(spec.option, spec.mustBe);
  }
  return options;
}

/** The refusal of an option. @param mustBe what its value must be */
export function invalidOption(option: OptionName, mustBe: string): Problem {
  const { name: field } = callOptions[option];
  const detail = `must be ${mustBe}`;
  return invalidInput({ field, detail });
}

function parsed(text: string, { option, schema, pattern }: (typeof list)[number]): unknown {
  if (option === 'cache') return cacheWish(text);
  if (schema.type === 'boolean') return text === 'true' || text === 'false' ? text === 'true' : undefined;
  if (schema.type === 'integer') {
    const value = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= schema.minimum && value <= schema.maximum ? value : undefined;
  }
  return pattern?.test(text) === false ? undefined : text;
}

/** `no-store` says more than `no-cache` and wins; browsers write `max-age=0` when a person reloads. */
function cacheWish(cacheControl: string): CallOptions['cache'] {
  if (/\bno-store\b/i.test(cacheControl)) return 'no-store';
  return /\b(no-cache|max-age=0)\b/i.test(cacheControl) ? 'no-cache' : undefined;
}
