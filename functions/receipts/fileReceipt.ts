import type { Services } from '../config/services.ts';
import { askObject } from '../core/askObject.ts';
import { isolateMemory } from '../core/isolate.ts';
import type { Receipt } from './receipt.ts';
import type { ReceiptFilter } from './receipts.object.ts';

/** One Durable Object takes about a thousand requests a second; batches from all isolates stay far below in so many. */
const SHARDS = 8;
/** Receipts are sent together after this time: one message for many calls. */
const BATCH_MS = 1_000;
/** A batch that cannot be sent must not grow for ever. */
const MOST_WAITING = 2_000;

const waiting = isolateMemory(() => ({
  receipts: [] as Receipt[],
  /** The last ones that were sent, until they have arrived. */
  sending: [] as Receipt[],
  sendAt: 0,
}));

/** What no object may have yet. To be asked before the objects are: what leaves here meanwhile has arrived there. */
const notFiled = (): Receipt[] => [...waiting().sending, ...waiting().receipts];

/** Files a receipt, without making the caller wait: it is sent with those of the next second. */
export function fileReceipt(receipt: Receipt, { env, waitUntil }: Pick<Services, 'env' | 'waitUntil'>): void {
  const batch = waiting();
  if (batch.receipts.length < MOST_WAITING) batch.receipts.push(receipt);
  // A request that was killed takes its timer along: the batch must not wait for it for ever.
  const now = receipt.at + receipt.ms;
  if (now < batch.sendAt + BATCH_MS) return;
  batch.sendAt = now + BATCH_MS;
  waitUntil(new Promise((resolve) => setTimeout(resolve, BATCH_MS)).then(() => send(batch, env)));
}

/**
 * The receipts of a request id, the latest first, whichever isolates answered. Ids are the callers' own choice: there is one
 * of each caller who has used it, that of the last time.
 */
export async function findReceipts(requestId: string, env: Env): Promise<Receipt[]> {
  const here = notFiled().filter((receipt) => receipt.requestId === requestId);
  const filed = await askObject(async () => await env.RECEIPTS.getByName(shardOf(requestId)).find(requestId));
  const byCaller = new Map(
    [...filed, ...here].sort((a, b) => a.at - b.at).map((receipt) => [receipt.caller, receipt]),
  );
  return [...byCaller.values()].sort((a, b) => b.at - a.at);
}

/** The latest receipts of the whole gateway that fit, the latest first: at most `limit`. */
export async function listReceipts(filter: ReceiptFilter, limit: number, env: Env): Promise<Receipt[]> {
  // What waits here to be sent is the latest there is: whoever looks after a call finds it.
  const here = notFiled().filter((receipt) => fits(receipt, filter));
  const shards = Array.from({ length: SHARDS }, (_, shard) => `receipts-${shard}`);
  const filed = await Promise.all(
    shards.map((shard) => askObject(async () => await env.RECEIPTS.getByName(shard).list(filter, limit))),
  );
  return [...withoutThose(filed.flat(), here), ...here].sort((a, b) => b.at - a.at).slice(0, limit);
}

/** One that arrived while the objects were asked is told by both. The object keeps one of an id and caller. */
function withoutThose(filed: Receipt[], here: Receipt[]): Receipt[] {
  const nameOf = ({ requestId, caller }: Receipt) => `${requestId} ${caller}`;
  const told = new Set(here.map(nameOf));
  return filed.filter((receipt) => !told.has(nameOf(receipt)));
}

const fits = (
  receipt: Receipt,
  {
    operation = receipt.operation,
    caller = receipt.caller,
    status: [from, to] = [0, 999],
    before,
  }: ReceiptFilter,
): boolean =>
  receipt.operation === operation &&
  receipt.caller === caller &&
  receipt.status >= from &&
  receipt.status <= to &&
  receipt.at < (before ?? Number.POSITIVE_INFINITY);

async function send(batch: ReturnType<typeof waiting>, env: Env): Promise<void> {
  const receipts = batch.receipts.splice(0);
  batch.sendAt = 0;
  batch.sending = receipts;
  const byShard = Map.groupBy(receipts, ({ requestId }) => shardOf(requestId));
  await Promise.all(
    [...byShard].map(([shard, some]) =>
      askObject(async () => await env.RECEIPTS.getByName(shard).keep(some)).catch(() => undefined),
    ),
  );
  if (batch.sending === receipts) batch.sending = [];
}

/** A cheap, even spread over the shards; request ids may be a caller's own. */
function shardOf(requestId: string): string {
  let sum = 0;
  for (let i = 0; i < requestId.length; i++) sum = (sum * 31 + requestId.charCodeAt(i)) >>> 0;
  return `receipts-${sum % SHARDS}`;
}
