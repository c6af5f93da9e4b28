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

/** The id that people dial; that of a webinar, too. */
export const conferenceId = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,32}$/)
  .meta({ description: 'Conference id.' });

/** The id of one meeting that was held: a conference id is used again. */
export const confUUID = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,64}$/)
  .meta({ description: 'Conference UUID.' });

/** Whether an administrator asks for everybody's meetings. */
export const queryAll = z
  .boolean()
  .optional()
  .meta({ description: 'true lists the meetings of every user, for administrators; false their own.' });

/** How lists of webinars, and that of meetings to come, are ordered. */
export const sortType = z.enum(['ASC_StartTIME', 'DSC_StartTIME']).optional().meta({
  description: 'Order by start time, ascending unless told. The odd capitals are the vendor’s.',
});

/** Free text to search for: often somebody's name. */
export const searchKey = (description: string) =>
  personal(z.string().min(1).max(128).optional().meta({ description }));

/** What a question for the details of a meeting pages through: the people invited. */
export const invited = { offset, limit: limit(20), searchKey: searchKey('Searches the people invited.') };

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

/** A whole number that the vendor may leave out or send as null. */
export const count = (description: string) => z.int().nullish().meta({ description });

/** A boolean that the vendor may leave out or send as null. */
export const flag = (description: string) => z.boolean().nullish().meta({ description });
