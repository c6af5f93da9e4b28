import type { Services } from '../config/services.ts';
import type { Deadline } from '../core/deadline.ts';
import type { VendorOperation } from '../core/operation.ts';
import { Problem, type ProblemMembers } from '../core/problem.ts';
import type { Account } from '../core/provider.ts';
import type { VendorAnswer } from '../core/upstream.ts';
import { type Notes, timed } from '../receipts/receipt.ts';
import { disprove, newerToken, type Token, type TokenOwner, tokenFor } from '../tokens/tokenSource.ts';
import type { Call } from './call.ts';
import { refusal } from './refusal.ts';

/** What of a call tells which token it needs. */
interface TokenUse {
  call: Call;
  operation: VendorOperation;
  account: Account;
  services: Services;
  notes: Notes;
  deadline: Deadline;
}

const ownerOf = ({ call, operation, account }: TokenUse): TokenOwner => ({
  provider: operation.provider,
  account,
  user: call.options.onBehalfOf,
});

/** The token that a call begins with. @throws NoToken */
export function getToken(execution: TokenUse): Promise<Token> {
  const { services, notes, deadline } = execution;
  return timed(notes, 'token', async () =>
    noted(notes, await tokenFor(ownerOf(execution), services, { deadline })),
  );
}

/** A newer token for the one that was refused; undefined where none would help. @throws NoToken */
export function replaceToken(
  execution: TokenUse,
  { generation }: Token,
  [about = '']: readonly string[],
  certain: boolean,
): Promise<Token | undefined> {
  const { services, notes, deadline } = execution;
  return timed(notes, 'token', async () => {
    const refused = { generation, about };
    const token = await newerToken(ownerOf(execution), services, { deadline, refused, certain });
    return token && noted(notes, token);
  });
}

function noted(notes: Notes, token: Token): Token {
  notes.token = { source: token.source, generation: token.generation };
  return token;
}

/** The gateway logs in again within seconds, or minutes where that goes on. */
const REFUSED_RETRY_S = 30;

/** The problem of a refusal that no token helps against. Where a newer one was tried, that is remembered. */
export async function refusedForGood(
  execution: TokenUse,
  { generation }: Token,
  refusals: readonly string[],
  certain: boolean,
  members: ProblemMembers,
  answer: VendorAnswer,
): Promise<Problem> {
  if (refusals.length > 1)
    await disprove(ownerOf(execution), execution.services, { abouts: refusals, certain, generation });
  if (!certain) return refusal('provider-forbidden', members, answer);
  return new Problem('provider-login-refused', 'The vendor refuses a token that it has just issued.', {
    ...members,
    retryAfter: REFUSED_RETRY_S,
  });
}
