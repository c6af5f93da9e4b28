import type { Route } from '../core/request.ts';
import { HUAWEI_ROWS } from '../huawei/sections.ts';
import { QUANSHI_ROWS } from '../quanshi/sections.ts';
import type { CoverageRow } from './row.ts';

export type { CoverageRow } from './row.ts';

/** What is known of the vendors, section by section of the facts, and what becomes of it here. */
export const COVERAGE: readonly CoverageRow[] = [...HUAWEI_ROWS, ...QUANSHI_ROWS];

/**
 * The table of what is simulated, in Markdown. A row's operations come with method and path from the routes, so that
 * the table cannot tell of one that is not there.
 *
 * @param routes those of a simulation, `createVendors().routes`
 * @throws Error where a row names an operation without a route, or a route is in no row
 */
export function renderCoverage(routes: readonly Route[]): string {
  const named = new Set<Route>();
  const rows = COVERAGE.map((row) => {
    const calls = (row.operations ?? []).map((operation) => {
      const route = routes.find((one) => one.vendor === row.vendor && one.operation === operation);
      if (!route) throw new Error(`${row.section} names ${row.vendor}.${operation}, which has no route`);
      named.add(route);
      return `\`${route.method} ${route.path}\``;
    });
    const what = calls.length === 0 ? row.subject : `${row.subject}: ${calls.join(', ')}`;
    return `| ${row.section} | ${what} | ${row.simulated || '-'} | ${row.inferred || '-'} | ${row.missing || '-'} |`;
  });
  const unnamed = routes.find((route) => !named.has(route));
  if (unnamed) throw new Error(`no row names ${unnamed.vendor}.${unnamed.operation}`);
  return [
    '| § | what | simulated | inferred | not simulated |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
