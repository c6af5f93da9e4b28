import * as z from 'zod/mini';
import { described } from '../../core/described.ts';
import type { Paging } from '../../core/paging.ts';
import { personal } from '../../core/sensitivity.ts';

/** Offset of the first row; past the end the vendor gives the last page. */
export const offset = described(
  z._default(z.int().check(z.minimum(0), z.maximum(2_147_483_647)), 0),
  'Number of rows to skip. Past the end, the last page is given.',
);

/** Rows of a page. The vendor allows 500. */
export const limit = (usual: number) =>
  described(
    z._default(z.int().check(z.minimum(1), z.maximum(500)), usual),
    'Number of rows of a page, at most 500.',
  );

/** The id that people dial; that of a webinar, too. */
export const conferenceId = described(z.string().check(z.regex(/^[0-9A-Za-z-]{1,32}$/)), 'Conference id.');

/** The id of one meeting that was held: a conference id is used again. */
export const confUUID = described(z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/)), 'Conference UUID.');

/** Whether an administrator asks for everybody's meetings. */
export const queryAll = described(
  z.optional(z.boolean()),
  'true lists the meetings of every user, for administrators; false their own.',
);

/** How lists of webinars, and that of meetings to come, are ordered. */
export const sortType = described(
  z.optional(z.enum(['ASC_StartTIME', 'DSC_StartTIME'])),
  'Order by start time, ascending unless told. The odd capitals are the vendor’s.',
);

/** Free text to search for: often somebody's name. */
export const searchKey = (description: string) =>
  personal(described(z.optional(z.string().check(z.minLength(1), z.maxLength(128))), description));

/** What a question for the details of a meeting pages through: the people invited. */
export const invited = { offset, limit: limit(20), searchKey: searchKey('Searches the people invited.') };

/** A page of rows as Huawei sends it. */
export const page = <T extends z.core.$ZodType>(row: T) =>
  z.looseObject({
    offset: described(z.int(), 'Offset of the first row.'),
    limit: described(z.int(), 'Rows of a page.'),
    count: described(z.int(), 'Rows in all.'),
    data: z._default(z.array(row), []),
  });

/** How a list is paged through that takes `offset` and answers with `page`. */
export const paging = {
  by: 'offset',
  offset: 'offset',
  rows: 'data',
  total: 'count',
} as const satisfies Paging;

// Built once: hundreds of fields are one of these.
const anyText = z.nullish(z.string());
/** A field the vendor may leave out or send as null. */
export const text = (description: string) => described(anyText, description);

const anyCount = z.nullish(z.int());
/** A whole number that the vendor may leave out or send as null. */
export const count = (description: string) => described(anyCount, description);

const anyFlag = z.nullish(z.boolean());
/** A boolean that the vendor may leave out or send as null. */
export const flag = (description: string) => described(anyFlag, description);
