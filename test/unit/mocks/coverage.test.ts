import { describe, expect, it } from 'vitest';
import { coverageRows, renderCoverage } from '../../../mocks/coverage/coverage.ts';
import { VENDORS } from '../../../mocks/registry.ts';
import { createVendors } from '../../../mocks/vendors.ts';

const rows = coverageRows(VENDORS);
const table = renderCoverage(rows);

describe('the table of what is simulated', () => {
  it('has every operation of the simulation with its path, and each once', () => {
    const { routes } = createVendors({ now: 0 });
    for (const { operation, method, path } of routes)
      expect(table.split(`| ${operation}: \`${method} ${path}\` |`)).toHaveLength(2);
    expect(rows.filter(({ route }) => route !== undefined)).toHaveLength(routes.length);
  });

  it('says of every operation what is simulated and where it is documented', () => {
    for (const { subject, route, simulated, source } of rows)
      if (route !== undefined) expect([subject, simulated, source]).not.toContain('');
  });

  it('has a row for every section on the vendors, in their order', () => {
    const facts = ['1.1', '1.2', '2', '2.1', '3.1', '3.2', '3.3', '3.4', '3.5', '4', '5'].concat(
      ['6.1', '6.2', '6.3', '6.4', '6.5', '6.6', '7'],
      ['A', 'B', 'C', 'D', 'E.1', 'E.2', 'F', 'G'],
    );
    const sections = rows.flatMap(({ section }) => section.split(', '));
    for (const section of facts) expect(sections).toContain(section);
    for (const { title } of VENDORS) {
      const ofVendor = rows.flatMap(({ vendor, section }) => (vendor === title ? [section] : []));
      expect(ofVendor).toEqual(ofVendor.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
    }
  });

  it('is Markdown with six cells in every line', () => {
    for (const line of table.trimEnd().split('\n'))
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(8);
  });
});
