import type { ComposeContext, Told } from '../../core/operation.ts';
import { collectRows, rowsOf } from '../../core/paging.ts';
import { Problem } from '../../core/problem.ts';
import { meetingTold } from '../mapping/meetingTold.ts';
import { compareKeys, type Placed, type Position } from '../merge/order.ts';
import { rowsAfter } from '../merge/rowsAfter.ts';
import type { Meeting } from '../model/meeting.ts';
import { keyOf } from './keyOf.ts';
import type { PagedList, Stretch } from './vendorLists.ts';

/** More rows of one day, or that run at once, are nobody's; each thousand of them is two calls of the vendor. */
const MOST_ROWS = 20_000;
const DAY = 86_400_000;
/** A stretch that is longer than a week is read four days at a time. */
const WEEK = 7 * DAY;
/** Which of its starts a vendor bounds a history by is not told: nobody begins more than this beside what was booked. INFERRED. */
export const SLACK = 3 * 3_600_000;

/** What is known of any list of one account, and noted of it while it is read. */
export interface Reader {
  account: string;
  context: ComposeContext;
  wanted: Stretch;
  /** When the reading began, which may be some pages ago. Epoch milliseconds. */
  began: number;
  told?: Pick<Told<unknown>, 'freshness' | 'at'>;
}

export interface ListReader extends Reader {
  list: PagedList;
}

/** The meetings of a list after a position, in order of their keys. @throws Problem */
export async function* readList(reader: ListReader, position: Position): AsyncGenerator<Placed<Meeting>> {
  const { list, wanted, began } = reader;
  if (list.read === 'onward') {
    yield* onward(reader, position);
    return;
  }
  const after = position.after;
  const inOrder = (rows: Meeting[]) =>
    rows
      .map((row) => ({ row, key: keyOf(row, began), offset: 0 }))
      .filter(({ key }) => !after || compareKeys(key, after) > 0)
      .sort((a, b) => compareKeys(a.key, b.key));
  if (list.read === 'whole') {
    yield* inOrder(await gather(reader, wanted));
    return;
  }
  // What has ended may have been booked for a little later.
  const end = Math.min(wanted.to, began + SLACK);
  const step = end - wanted.from > WEEK ? 4 * DAY : DAY;
  const first = Math.max(wanted.from, after?.time ?? Number.NEGATIVE_INFINITY);
  for (let at = Math.floor(first / step) * step; at < end; at += step) {
    const rows = await gather(reader, { ...wanted, from: Math.max(0, at - SLACK), to: at + step + SLACK });
    yield* inOrder(rows).filter(({ key }) => key.time >= at && key.time < at + step);
  }
}

async function gather(reader: ListReader, stretch: Stretch): Promise<Meeting[]> {
  const { list } = reader;
  const meetings: Meeting[] = [];
  const ask = async (input: Record<string, unknown>) => {
    const told = await page(reader, input);
    meetings.push(...meetingsOf(reader, told, rowsOf(list.paging, input, told.output)));
    return told.output;
  };
  const { complete } = await collectRows(list.paging, list.input(stretch), ask, MOST_ROWS);
  if (!complete) throw new Problem('provider-malformed', 'The vendor lists more meetings than can be.');
  return meetings;
}

async function* onward(reader: ListReader, position: Position): AsyncGenerator<Placed<Meeting>> {
  const { list, wanted, began } = reader;
  const read = async (offset: number) => {
    const input = { ...list.input(wanted), offset };
    const told = await page(reader, input);
    return meetingsOf(reader, told, rowsOf(list.paging, input, told.output));
  };
  for await (const placed of rowsAfter({ read, keyOf: (one) => keyOf(one, began) }, position)) {
    if (placed.key.time >= wanted.to) return;
    yield placed;
  }
}

async function page(reader: ListReader, input: Record<string, unknown>) {
  return noted(reader, await reader.list.ask(reader.context.ask, input, reader.account));
}

/** An answer; of several, what is told of the list is the oldest. */
export function noted<Output>(reader: Reader, told: Told<Output>): Told<Output> {
  if (!reader.told || told.at < reader.told.at) reader.told = told;
  return told;
}

function meetingsOf(reader: ListReader, told: Told<unknown>, rows: readonly unknown[]): Meeting[] {
  const { list, account, context } = reader;
  const teller = { operation: list.id, account, context };
  return rows.flatMap((row) => meetingTold(list.mapping, row, told, teller) ?? []);
}
