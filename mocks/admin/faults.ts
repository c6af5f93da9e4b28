import { Hono } from 'hono';
import { type FaultList, FaultMistake } from '../faults/faultList.ts';
import { FAULT_TYPES } from '../faults/faultTypes.ts';
import { faultReader } from '../faults/readFaults.ts';
import { VENDOR_IDS } from '../registry.ts';
import { AdminMistake, readJson } from './body.ts';

/** `/__mock/faults`: list, add one, replace all, remove one or all. */
export function faultRoutes(faults: FaultList): Hono {
  const { readRule, readFaults } = faultReader(VENDOR_IDS);
  return new Hono()
    .get('/', (context) => context.json({ faults: faults.list(), types: FAULT_TYPES }))
    .post('/', async (context) => {
      const rule = await readJson(context);
      return context.json(
        ask(() => faults.add(readRule(rule))),
        201,
      );
    })
    .put('/', async (context) => {
      const value = await readJson(context);
      // All are read before the first is replaced.
      const rules = ask(() => readFaults(value));
      faults.clear();
      for (const rule of rules) faults.add(rule);
      return context.json({ faults: faults.list() });
    })
    .delete('/', (context) => {
      faults.clear();
      return context.json({ faults: [] });
    })
    .delete('/:id', (context) => {
      const id = context.req.param('id');
      if (faults.remove(id)) return context.json({ faults: faults.list() });
      return context.json({ error: `there is no fault "${id}"` }, 404);
    });
}

function ask<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof FaultMistake ? new AdminMistake(error.message) : error;
  }
}
