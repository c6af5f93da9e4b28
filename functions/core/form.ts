import * as z from 'zod/mini';

/** Of a value what can be said of it without looking inside, in the words of JSON Schema. */
export interface Form {
  type?: string | undefined;
  enum?: readonly unknown[] | undefined;
  const?: unknown;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  format?: string;
  pattern?: string;
  /** What it must be, where the schema says so in words of its own: for people, beside the pattern. */
  words?: string;
  default?: unknown;
  description?: string | undefined;
}

/** The form of what a schema takes. A small part of zod's own JSON Schema, which costs 6 KiB of gzip in the bundle. */
export function formOf(schema: z.core.$ZodType): Form {
  const { description } = z.globalRegistry.get(schema) ?? {};
  const form = formWithin(schema);
  return description === undefined ? form : { ...form, description };
}

function formWithin(schema: z.core.$ZodType): Form {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
    case 'number':
      return { type: def.type, ...checked(schema) };
    case 'enum':
      return { type: 'string', enum: Object.values(def.entries) };
    case 'literal':
      return {
        type: typeof def.values[0],
        ...(def.values.length === 1 ? { const: def.values[0] } : { enum: def.values }),
      };
    case 'boolean':
    case 'array':
    case 'object':
      return { type: def.type };
    case 'record':
      return { type: 'object' };
    case 'default':
      return { ...formOf(def.innerType), default: def.defaultValue };
    case 'pipe':
      return formOf(def.in);
    case 'optional':
    case 'nullable':
      return formOf(def.innerType);
    default:
      return {};
  }
}

/** What the checks of a text or a number demand of it. A format is the schema's own first check. */
function checked(schema: z.core.$ZodType): Form {
  const form: Form = {};
  const own = schema as unknown as z.core.$ZodCheck;
  for (const check of [own, ...(schema._zod.def.checks ?? [])]) {
    const def = check._zod.def as z.core.$ZodChecks['_zod']['def'];
    switch (def.check) {
      case 'number_format':
        form.type = 'integer';
        break;
      case 'greater_than':
        form.minimum = Number(def.value);
        break;
      case 'less_than':
        form.maximum = Number(def.value);
        break;
      case 'min_length':
        form.minLength = def.minimum;
        break;
      case 'max_length':
        form.maxLength = def.maximum;
        break;
      case 'string_format':
        if (def.format !== 'regex') form.format = NAMES[def.format] ?? def.format;
        if (def.pattern) form.pattern = def.pattern.source;
        if (def.error) form.words = String(def.error({} as never)).replace(/^must be /, '');
    }
  }
  return form;
}

/** Formats that JSON Schema has another name for. */
const NAMES: Record<string, string> = { url: 'uri', datetime: 'date-time' };
