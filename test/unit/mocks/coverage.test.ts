import { describe, expect, it } from 'vitest';
import { COVERAGE, renderCoverage } from '../../../mocks/coverage/coverage.ts';
import { createVendors } from '../../../mocks/vendors.ts';

const { routes } = createVendors({ now: 0 });

describe('the table of what is simulated', () => {
  it('has every operation of the simulation with its path, and each once', () => {
    const table = renderCoverage(routes);
    for (const { method, path } of routes) expect(table.split(`\`${method} ${path}\``)).toHaveLength(2);
    const named = COVERAGE.flatMap((row) => (row.operations ?? []).map((one) => `${row.vendor}.${one}`));
    expect(new Set(named).size).toBe(named.length);
  });

  it('refuses to be made where an operation is in no row, or a row tells of one that is not there', () => {
    const [first, ...rest] = routes;
    expect(() => renderCoverage(rest)).toThrow(`huawei.${first?.operation}, which has no route`);
    const added = { ...routes[0], operation: 'Added' } as (typeof routes)[number];
    expect(() => renderCoverage([...routes, added])).toThrow('no row names huawei.Added');
  });

  it('has a row for every section on the vendors', () => {
    const sections = COVERAGE.flatMap((row) => row.section.replace(/ \(.*/, '').split(', '));
    expect([...new Set(sections)]).toEqual(
      ['1.1', '1.2', '2', '2.1', '3.1', '3.2', '3.3', '3.4', '3.5', '4', '5'].concat([
        '6.1',
        '6.2',
        '6.3',
        '6.4',
        '6.5',
        '6.6',
        '7',
      ]),
    );
  });

  it('is Markdown with five cells in every line', () => {
    for (const line of renderCoverage(routes).trimEnd().split('\n'))
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });
});
