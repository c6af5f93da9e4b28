import type { Method } from '../core/route.ts';
import type { Coverage, TopicCoverage } from './row.ts';

/** As much of a vendor as the table is made from. */
export interface CoveredVendor {
  readonly title: string;
  readonly defaults: object;
  readonly endpoints: readonly {
    readonly operation: string;
    readonly method: Method;
    path(settings: object): string;
    readonly coverage: Coverage;
  }[];
  readonly topics: readonly TopicCoverage[];
}

/** One row of the table: an operation, or something else that is known of a vendor. */
export interface CoverageRow extends Coverage {
  readonly vendor: string;
  /** The vendor's name of an operation, or what else it is about. */
  readonly subject: string;
  /** Method and path of an operation. */
  readonly route?: string;
}

/**
 * What is known of the vendors, by section of the facts, and what becomes of it here. Each operation says so itself, so
 * that the table cannot tell of one that is not there, nor miss one.
 *
 * @example renderCoverage(coverageRows(VENDORS))
 */
export function coverageRows(vendors: readonly CoveredVendor[]): CoverageRow[] {
  return vendors.flatMap(({ title: vendor, defaults, endpoints, topics }) => {
    const operations = endpoints.map(({ operation, method, path, coverage }) => ({
      vendor,
      subject: operation,
      route: `${method} ${path(defaults)}`,
      ...coverage,
    }));
    const others = topics.map(({ topic, ...coverage }) => ({ vendor, subject: topic, ...coverage }));
    return [...operations, ...others].sort((a, b) => bySection(a.section, b.section));
  });
}

/** The table in Markdown. */
export function renderCoverage(rows: readonly CoverageRow[]): string {
  const lines = rows.map(({ section, subject, route, simulated, inferred, missing, source }) => {
    const what = route === undefined ? subject : `${subject}: \`${route}\``;
    const cells = [section, what, simulated, inferred, missing, source];
    return `| ${cells.map((cell) => cell || '-').join(' | ')} |`;
  });
  return [
    '| § | what | simulated | inferred | not simulated | source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}

/** 1.1 before 1.2, and 2 before 2.1. */
function bySection(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
