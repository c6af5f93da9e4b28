import { Hono } from 'hono';
import { VENDORS, type VendorState, type World } from '../registry.ts';
import { begin, isOver, ScenarioRefusal } from '../scenarios/begin.ts';
import { INCLUDED } from '../scenarios/included.ts';
import { readScenario, ScenarioMistake } from '../scenarios/readScenario.ts';
import { actionsOf, type Scenario } from '../scenarios/scenario.ts';
import type { Begun } from '../scenarios/state.ts';
import { stageOf } from '../simulation.ts';
import { AdminMistake, readBody } from './body.ts';

/** What scenarios are acted out in. */
export interface Staged {
  readonly world: World;
  readonly state: VendorState;
  readonly clock: { now(): number };
}

/** `/__mock/scenarios`: what is included, what has begun; begins one. */
export function scenarioRoutes(simulation: Staged): Hono {
  return new Hono()
    .get('/', (context) =>
      context.json({
        scenarios: Object.entries(INCLUDED).map(([name, scenario]) => ({
          name,
          title: scenario.title,
          lasts: lengthOf(scenario),
          steps: scenario.steps,
        })),
        begun: simulation.state.scenarios.begun.map(described),
      }),
    )
    .post('/', async (context) => {
      const { name, ...scenario } = await readBody(context, ['name', 'title', 'steps']);
      if (name !== undefined && Object.keys(scenario).length > 0)
        throw new AdminMistake('either name, for one that is included, or title and steps must be there');
      const { world, state, clock } = simulation;
      try {
        const wanted = name === undefined ? readScenario(scenario, VENDORS) : included(name);
        return context.json(described(begin(stageOf(world, state), wanted, clock.now())), 201);
      } catch (error) {
        if (error instanceof ScenarioMistake) throw new AdminMistake(error.message);
        if (error instanceof ScenarioRefusal) throw new AdminMistake(error.message, 422);
        throw error;
      }
    });
}

function included(name: unknown): (typeof INCLUDED)[string] {
  const found = typeof name === 'string' && Object.hasOwn(INCLUDED, name) ? INCLUDED[name] : undefined;
  if (found) return found;
  throw new AdminMistake(`name must be one of ${Object.keys(INCLUDED).join(', ')}`, 404);
}

/** How long a scenario lasts, ms. */
const lengthOf = (scenario: Scenario): number => actionsOf(scenario).at(-1)?.at ?? 0;

function described(one: Begun): object {
  const { id, scenario, at, meetings, missed } = one;
  return {
    id,
    title: scenario.title,
    status: isOver(one) ? 'over' : 'running',
    begun: new Date(at).toISOString(),
    ends: new Date(at + lengthOf(scenario)).toISOString(),
    meetings,
    missed,
  };
}
