/** How the next page of a list is asked for, and which members of the answer hold its rows and their number. */
export type Paging = {
  /** Member of the answer that holds the rows. */
  rows: string;
  /** Member of the answer that holds the number of rows in all; without it, an empty page ends the list. */
  total?: string;
  /** Member of a row that no two rows share; without it two rows are the same where all of them is the same. */
  key?: string;
} & (
  | {
      /** The input counts the rows to skip, from 0. */
      by: 'offset';
      offset: string;
    }
  | {
      /** The input counts pages, from 1, of `size` rows. */
      by: 'page';
      page: string;
      size: string;
    }
  | {
      /** The answer has a text for the input `cursor` of the next page in its member `next`; null on the last one. */
      by: 'cursor';
      cursor: string;
      next: string;
    }
);

/** An input or an answer, as far as paging looks into it. */
type Members = Readonly<Record<string, unknown>>;

/** Where it is not told, any page may have a next one: vendors may give fewer rows than they were asked for. */
const totalOf = ({ total }: Paging, output: Members): number =>
  total === undefined ? Number.POSITIVE_INFINITY : Number(output[total]);

/**
 * The rows of a page that were asked for. Huawei repeats its last page for an offset past the end: those rows were
 * given before and are left out.
 */
export function rowsOf(paging: Paging, input: Members, output: Members): readonly unknown[] {
  const rows = output[paging.rows];
  if (!Array.isArray(rows)) return [];
  if (paging.by !== 'offset') return rows;
  const asked = Number(input[paging.offset] ?? 0);
  if (asked > 0 && asked >= totalOf(paging, output)) return [];
  // The answer names the offset that it really begins at.
  const begins = Number(output[paging.offset] ?? asked);
  return begins < asked ? rows.slice(asked - begins) : rows;
}

/** The input of the next page; undefined where there is none. */
export function nextPage<Input extends Members>(
  paging: Paging,
  input: Input,
  output: Members,
): Input | undefined {
  if (paging.by === 'cursor') {
    const next = output[paging.next];
    return typeof next === 'string' ? { ...input, [paging.cursor]: next } : undefined;
  }
  const rows = rowsOf(paging, input, output).length;
  if (rows === 0) return undefined;
  const total = totalOf(paging, output);
  if (paging.by === 'offset') {
    const next = Number(input[paging.offset] ?? 0) + rows;
    return next < total ? { ...input, [paging.offset]: next } : undefined;
  }
  const page = Number(input[paging.page] ?? 1);
  // Where the caller left the size to the vendor, a full page tells it; a page too many is empty and ends the list.
  const size = Number(input[paging.size] ?? rows);
  return page * size < total ? { ...input, [paging.page]: page + 1 } : undefined;
}

/**
 * Every row of a list, page by page, none twice: a row that moved to the next page while the list was read is given
 * once, and a page without a new row ends the list, whatever number of rows the vendor claims.
 */
export async function* eachRow<Input extends Members>(
  paging: Paging,
  input: Input,
  ask: (input: Input) => Promise<Members>,
): AsyncGenerator<unknown, void, undefined> {
  const given = new Set<string>();
  for (let next: Input | undefined = input; next !== undefined; ) {
    const output = await ask(next);
    const rows = rowsOf(paging, next, output).map((row) => ({ row, key: keyOf(row, paging) }));
    const fresh = rows.filter(({ key }) => !given.has(key));
    // Behind a cursor there may be more although a page has nothing new.
    if (fresh.length === 0 && paging.by !== 'cursor') return;
    for (const { row } of fresh) yield row;
    // Added after the page: rows that are alike within one page are all given.
    for (const { key } of fresh) given.add(key);
    next = nextPage(paging, next, output);
  }
}

/** At most `most` rows of a list, and whether these are all of them. For composed operations. */
export async function collectRows<Input extends Members>(
  paging: Paging,
  input: Input,
  ask: (input: Input) => Promise<Members>,
  most: number,
): Promise<{ rows: unknown[]; complete: boolean }> {
  const rows: unknown[] = [];
  for await (const row of eachRow(paging, input, ask)) {
    if (rows.length === most) return { rows, complete: false };
    rows.push(row);
  }
  return { rows, complete: true };
}

function keyOf(row: unknown, { key }: Paging): string {
  const value = key === undefined ? undefined : (row as Record<string, unknown> | null)?.[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(row);
}
