import * as z from 'zod';
import type { Paging } from '../../core/paging.ts';
import { personal } from '../../core/sensitivity.ts';

/** Offset of the first row; past the end the vendor gives the last page. */
export const offset = z
  .int()
  .min(0)
  .max(2_147_483_647)
  .default(0)
  .meta({ description: 'Number of rows to skip. Past the end, the last page is given.' });

/** Rows of a page. The vendor allows 500. */
export const limit = (usual: number) =>
  z.int().min(1).max(500).default(usual).meta({ description: 'Number of rows of a page, at most 500.' });

/** Free text to search for: often somebody's name. */
export const searchKey = (description: string) =>
  personal(z.string().min(1).max(128).optional().meta({ description }));

/** A page of rows as Huawei sends it. */
export const page = <T extends z.ZodType>(row: T) =>
  z.looseObject({
    offset: z.int().meta({ description: 'Offset of the first row.' }),
    limit: z.int().meta({ description: 'Rows of a page.' }),
    count: z.int().meta({ description: 'Rows in all.' }),
    data: z.array(row).default([]),
  });

/** How a list is paged through that takes `offset` and answers with `page`. */
export const paging = {
  by: 'offset',
  offset: 'offset',
  rows: 'data',
  total: 'count',
} as const satisfies Paging;

/** A field the vendor may leave out or send as null. */
export const text = (description: string) => z.string().nullish().meta({ description });
