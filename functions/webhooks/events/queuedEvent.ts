import { isRecord } from '../../core/isRecord.ts';
import type { ProviderId } from '../../core/provider.ts';

/** A message of a vendor on its way through the queue: verified, and not yet looked into. */
export interface QueuedEvent {
  provider: ProviderId;
  account: string;
  /** Epoch milliseconds. */
  receivedAt: number;
  /** The body as it came, sealed: a queue keeps it for days. */
  sealed: string;
}

/** Whom a body is sealed for: what was sent to one account does not open as another's. */
export const ownerOf = ({ provider, account }: Pick<QueuedEvent, 'provider' | 'account'>): string =>
  `push:${provider}/${account}`;

export const isQueuedEvent = (message: unknown): message is QueuedEvent =>
  isRecord(message) &&
  typeof message.provider === 'string' &&
  typeof message.account === 'string' &&
  typeof message.receivedAt === 'number' &&
  typeof message.sealed === 'string';
