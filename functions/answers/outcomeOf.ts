import type { ExecuteContext } from '../core/callVendor.ts';
import { Problem } from '../core/problem.ts';
import { newNotes } from '../receipts/receipt.ts';
import { fulfil, type Order } from './order.ts';
import type { SharedOutcome } from './sharedAnswer.ts';

/** Carries an order out and writes down what came of it: errors lose their class between Workers. */
export async function outcomeOf(
  order: Order,
  context: Pick<ExecuteContext, 'env' | 'now' | 'waitUntil'>,
): Promise<SharedOutcome> {
  const notes = newNotes();
  try {
    const body = new TextEncoder().encode(await fulfil(order, context, notes));
    const { providerRequestId } = notes;
    const stored = { body, storedAt: context.now(), ...(providerRequestId && { providerRequestId }) };
    return { ok: true, stored, notes, collapsed: false };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ok: false, problem: error.toData(), notes, collapsed: false };
  }
}
