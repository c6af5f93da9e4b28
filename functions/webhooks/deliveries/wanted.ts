/** What may become of a delivery. */
export const DELIVERY_STATUSES = ['pending', 'sending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Where a list goes on: before this one, by time, subscription and number. */
export interface Place {
  made: number;
  subscription: string;
  seq: number;
}

export interface Wanted {
  status?: DeliveryStatus | undefined;
  /** Id of the event. */
  event?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  before?: Place | undefined;
  limit: number;
}

/** The condition of SQL for those of one subscription, and its values. @param own id of the subscription */
export function whereOf(
  own: string,
  { status, event, from, to, before }: Wanted,
): { where: string; values: (string | number)[] } {
  const terms: string[] = ['1'];
  const values: (string | number)[] = [];
  const add = (term: string, ...some: (string | number)[]) => {
    terms.push(term);
    values.push(...some);
  };
  if (status) add('status = ?', status);
  // What a digest is made of are events, too.
  if (event) add('(message = ? OR seq IN (SELECT delivery FROM parts WHERE event = ?))', event, event);
  if (from !== undefined) add('made >= ?', from);
  if (to !== undefined) add('made <= ?', to);
  if (before?.subscription === own)
    add('(made < ? OR (made = ? AND seq < ?))', before.made, before.made, before.seq);
  else if (before) add(own < before.subscription ? 'made <= ?' : 'made < ?', before.made);
  return { where: terms.join(' AND '), values };
}
