import { fraction } from '../../fixtures/hash.ts';
import type { Route, VendorRequest } from '../core/route.ts';
import type { Fault, FaultRule, ReadRule } from './fault.ts';
import { FAULT_DEFAULTS, FAULT_TYPES } from './faultTypes.ts';

/** What is wrong with a description of faults, in words that name the member. */
export class FaultMistake extends Error {
  override readonly name = 'FaultMistake';
}

/** A rule in force, and how often it has counted and struck: plain data. */
export interface FaultState extends ReadRule {
  readonly id: string;
  /** Requests that had the vendor, operation and headers. */
  matched: number;
  /** Those that it happened to, and changed something of. */
  struck: number;
}

/** A fault that happens to a request. */
export interface Struck {
  readonly id: string;
  readonly fault: Fault;
  /** The rule that it is of. */
  readonly rule: FaultState;
  /** Which of the rule's strikes: what its randomness is drawn from. */
  readonly draw: readonly [seed: number, id: string, strike: number];
}

/** The rules in force. */
export interface FaultList<Rule extends FaultRule = FaultRule> {
  list(): readonly FaultState[];
  /**
   * Puts a rule in force, after those that are there; one with the same id is replaced. Its type is trusted: what
   * comes as text is read by `faultReader` first.
   * @throws FaultMistake where there is no such fault, or there are too many
   */
  add(rule: Rule): FaultState;
  /** Says whether there was one. */
  remove(id: string): boolean;
  clear(): void;
}

// A bound on memory and on the time that each request takes, no vendor's.
const MOST = 200;

/** The rules kept in an array that somebody else owns. */
export function faultsOver(place: () => FaultState[]): FaultList {
  return {
    list: place,
    add(rule) {
      const rules = place();
      const id = rule.id ?? freeId(rules, rule.fault.type);
      const added = {
        ...rule,
        match: rule.match ?? {},
        fault: filled(rule.fault),
        id,
        matched: 0,
        struck: 0,
      };
      const at = rules.findIndex((one) => one.id === id);
      if (at < 0 && rules.length >= MOST) throw new FaultMistake(`there are ${MOST} faults already`);
      rules.splice(at < 0 ? rules.length : at, at < 0 ? 0 : 1, added);
      return added;
    },
    remove(id) {
      const at = place().findIndex((one) => one.id === id);
      if (at >= 0) place().splice(at, 1);
      return at >= 0;
    },
    clear: () => void place().splice(0),
  };
}

/** A fault with its defaults. */
function filled(fault: FaultRule['fault']): Fault {
  const defaults = FAULT_DEFAULTS[fault.type];
  if (!defaults) throw new FaultMistake(`fault.type must be one of ${FAULT_TYPES.join(', ')}`);
  const missing = Object.entries(defaults).filter(([name]) => Reflect.get(fault, name) === undefined);
  return { ...fault, ...Object.fromEntries(missing) } as Fault;
}

function freeId(rules: readonly FaultState[], type: string): string {
  for (let n = 1; ; n++) if (!rules.some((one) => one.id === `${type}-${n}`)) return `${type}-${n}`;
}

/** Counts a request, and says which faults happen to it, in the order of the rules. */
export function strike(
  rules: readonly FaultState[],
  route: Pick<Route, 'vendor' | 'operation'>,
  { headers }: Pick<VendorRequest, 'headers'>,
  seed: number,
): Struck[] {
  const struck: Struck[] = [];
  for (const rule of rules) {
    const { match, id } = rule;
    if (match.vendor !== undefined && match.vendor !== route.vendor) continue;
    if (match.operation !== undefined && match.operation !== route.operation) continue;
    if (match.header !== undefined && !hasHeaders(headers, match.header)) continue;
    rule.matched += 1;
    if (match.nth !== undefined && match.nth !== rule.matched) continue;
    if (match.count !== undefined && rule.struck >= match.count) continue;
    const chance = match.probability ?? 1;
    if (chance < 1 && fraction(match.seed ?? seed, id, rule.matched, 'chance') >= chance) continue;
    rule.struck += 1;
    struck.push({ id, fault: rule.fault, rule, draw: [match.seed ?? seed, id, rule.struck] });
  }
  return struck;
}

/** Those that changed nothing have not happened: they count neither for people nor against `match.count`. */
export function takeBack(struck: readonly Struck[], idle: readonly string[]): void {
  for (const { id, rule } of struck) if (idle.includes(id)) rule.struck -= 1;
}

function hasHeaders(headers: VendorRequest['headers'], wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const given = headers.get(name);
    return given !== null && (value === '*' || value === given);
  });
}
