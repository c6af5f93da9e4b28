import { readFile } from 'node:fs/promises';
import { VENDORS, type VendorId } from '../registry.ts';
import { INCLUDED } from '../scenarios/included.ts';
import { readScenario } from '../scenarios/readScenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/**
 * The scenario that `--scenario` names: one that is included, or a file.
 * @throws Error in words for a person: the file, and the step that is wrong
 */
export async function readScenarioFile(name: string): Promise<Scenario<VendorId>> {
  const included = Object.hasOwn(INCLUDED, name) ? INCLUDED[name] : undefined;
  if (included) return included as Scenario<VendorId>;
  try {
    return readScenario(JSON.parse(await readFile(name, 'utf8')), VENDORS) as Scenario<VendorId>;
  } catch (error) {
    throw new Error(`--scenario ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
