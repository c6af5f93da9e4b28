import * as z from 'zod';
import { isObject } from '../core/json.ts';
import type { MeetingKind } from '../world/meeting.ts';
import { actionsOf, meetingOf, placeOf, type Scenario, spanOf } from './scenario.ts';

/** What is wrong with a scenario, in words that name the step. */
export class ScenarioMistake extends Error {
  override readonly name = 'ScenarioMistake';
}

// Bounds on what one scenario may ask for: no vendor's.
const MOST = { steps: 200, meetings: 20, atOnce: 1_000, people: 5_000 };
/** How long a scenario may last, as far as meetings are booked ahead. */
const LONGEST = 14 * 86_400_000;

const text = z.string().min(1).max(200);
const span = z
  .string()
  .regex(/^\+?\d{1,9}(ms|s|m|h|d)$/, 'must be a span of time, such as +10s, 90s or 2m')
  .refine(
    (value) => !/^\+?\d{1,9}(ms|s|m|h|d)$/.test(value) || spanOf(value) <= LONGEST,
    'must be at most 14d',
  );
const count = z.int().min(1).max(MOST.atOnce);
const one = (members: readonly string[]) => (value: object) =>
  members.filter((name) => Reflect.get(value, name) !== undefined).length === 1;
const ACTIONS = ['start', 'join', 'leave', 'end', 'record'] as const;

const byNameOrCount = one(['name', 'count']);

function startSchema(vendors: readonly Kinds[]) {
  return z
    .strictObject({
      vendor: z.enum(vendors.map(({ id }) => id)),
      id: text.optional(),
      kind: z.enum(['conference', 'webinar']).optional(),
      subject: text.optional(),
      minutes: z.int().min(1).max(1440).optional(),
      host: text.optional(),
    })
    .refine(
      ({ vendor, kind = 'conference' }) =>
        vendors.some(({ id, kinds }) => id === vendor && kinds.includes(kind)),
      'the vendor has no meetings of this kind',
    )
    .refine(
      ({ id, ...booked }) => id === undefined || Object.keys(booked).length === 1,
      'with id the meeting is there already: kind, subject, minutes and host are for one that is to be booked',
    );
}

const stepSchema = (vendors: readonly Kinds[]) =>
  z
    .strictObject({
      at: span,
      meeting: text.optional(),
      start: startSchema(vendors).optional(),
      join: z
        .strictObject({
          name: text.max(96).optional(),
          count: count.optional(),
          over: span.optional(),
          device: z.enum(['desktop', 'mobile', 'room', 'phone']).optional(),
        })
        .refine(byNameOrCount, 'name or count must be there')
        .refine(({ over, count }) => over === undefined || count !== undefined, 'over goes with count')
        .optional(),
      leave: z
        .strictObject({ name: text.max(96).optional(), count: count.optional() })
        .refine(byNameOrCount, 'name or count must be there')
        .optional(),
      end: z.strictObject({ forGood: z.boolean().optional() }).optional(),
      record: z.strictObject({ ready: span.optional() }).optional(),
    })
    .refine(one(ACTIONS), `exactly one of ${ACTIONS.join(', ')} must be there`);

/** A vendor, as far as scenarios look at it. */
export interface Kinds {
  readonly id: string;
  readonly kinds: readonly MeetingKind[];
}

/** The form of a scenario. Whether its steps fit each other is looked at by {@link readScenario} alone. */
export const scenarioSchema = (vendors: readonly Kinds[]) =>
  z.strictObject({ title: text, steps: z.array(stepSchema(vendors)).min(1).max(MOST.steps) });

/**
 * A scenario as people write it.
 * @throws ScenarioMistake that names the step
 */
export function readScenario(value: unknown, vendors: readonly Kinds[]): Scenario {
  const result = scenarioSchema(vendors).safeParse(value);
  if (!result.success)
    throw new ScenarioMistake(result.error.issues.map((issue) => inWords(issue, value)).join('; '));
  refuseDisorder(result.data);
  return result.data;
}

/** Each meeting is started once, and before anything else happens in it. */
function refuseDisorder(scenario: Scenario): void {
  const started = new Set<string>();
  let people = 0;
  for (const { number, step } of actionsOf(scenario)) {
    const name = meetingOf(step);
    const refuse = (why: string) => {
      throw new ScenarioMistake(`${placeOf(number, step)}: ${why}`);
    };
    if (step.start && started.has(name)) refuse(`the meeting "${name}" is started twice`);
    if (!step.start && !started.has(name)) refuse(`nothing starts the meeting "${name}" before it`);
    started.add(name);
    people += step.join ? (step.join.count ?? 1) : 0;
    if (people > MOST.people) refuse(`more than ${MOST.people} people come in all`);
  }
  if (started.size > MOST.meetings)
    throw new ScenarioMistake(`a scenario has at most ${MOST.meetings} meetings, not ${started.size}`);
}

function inWords({ path, message }: z.core.$ZodIssue, value: unknown): string {
  const [first, number, ...rest] = path;
  if (first !== 'steps' || typeof number !== 'number')
    return `${path.length === 0 ? 'the scenario' : path.join('.')}: ${message}`;
  const steps = isObject(value) && Array.isArray(value.steps) ? value.steps : [];
  const at: unknown = isObject(steps[number]) ? steps[number].at : undefined;
  const where = typeof at === 'string' ? placeOf(number, { at: at.slice(0, 20) }) : `step ${number + 1}`;
  return `${where}: ${rest.length === 0 ? '' : `${rest.join('.')}: `}${message}`;
}
