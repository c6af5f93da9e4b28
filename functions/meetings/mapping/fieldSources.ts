import * as huawei from './huawei.ts';
import type { Mapping } from './mapping.ts';
import * as quanshi from './quanshi.ts';

const mappings: readonly Mapping[] = [...Object.values(huawei), ...Object.values(quanshi)].filter(
  (one): one is Mapping => typeof one === 'object',
);

/** Where each member of a meeting comes from at each list of each provider: rows of a table of the documentation. */
export const fieldSources = mappings.flatMap(({ provider, kind, list, fields }) =>
  Object.entries(fields).map(([field, { from }]) => ({ field, provider, kind, list, from })),
);
