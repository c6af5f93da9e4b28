import type * as z from 'zod';
import { type ReadRule, ruleSchema } from './fault.ts';
import { FaultMistake } from './faultList.ts';
import { FAULT_TYPES } from './faultTypes.ts';

/** Reads what people write about faults. */
export interface FaultReader<Vendor extends string> {
  /**
   * One rule.
   * @param at where it stands, for the message
   * @throws FaultMistake
   */
  readRule(value: unknown, at?: string): ReadRule<Vendor>;
  /**
   * What a faults file holds: an array of rules, or `{ "faults": [ … ] }`.
   * @throws FaultMistake
   */
  readFaults(value: unknown): ReadRule<Vendor>[];
}

/** A reader of faults of these vendors. */
export function faultReader<Vendor extends string>(vendors: readonly Vendor[]): FaultReader<Vendor> {
  const schema = ruleSchema(vendors);
  const readRule = (value: unknown, at = ''): ReadRule<Vendor> => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    throw new FaultMistake(result.error.issues.map((issue) => inWords(issue, value, at)).join('; '));
  };
  return {
    readRule,
    readFaults(value) {
      const rules = Array.isArray(value) ? value : onlyMember(value, 'faults');
      if (!Array.isArray(rules))
        throw new FaultMistake(
          'the faults must be an array of rules, or { "faults": [ … ] } and nothing beside it',
        );
      return rules.map((rule: unknown, index) => readRule(rule, `faults[${index}]`));
    },
  };
}

function onlyMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value);
  return members.length === 1 && members[0]?.[0] === name ? members[0][1] : undefined;
}

function inWords(issue: z.core.$ZodIssue, value: unknown, at: string): string {
  const place = issue.path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    at,
  );
  const where = place === '' ? 'the rule' : place;
  if (issue.code === 'unrecognized_keys')
    return `${where} has no member ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'type')
    return `${where} must be one of ${FAULT_TYPES.join(', ')}`;
  if (issue.path.reduce<unknown>(memberOf, value) === undefined) return `${where} is missing`;
  return `${where} ${issue.message.startsWith('must') ? issue.message : `is wrong: ${issue.message}`}`;
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
