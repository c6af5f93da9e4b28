import { type Bindings, readConfig } from '../env.ts';
import { type Token, tokenFor } from '../tokens/tokenSource.ts';
import { normalise } from './normalise.ts';
import type { Operation } from './operation.ts';
import { parseInput } from './parseInput.ts';
import { Problem, type ProblemMembers } from './problem.ts';
import { type Account, classify, type VendorFailure } from './provider.ts';
import { scrub } from './scrub.ts';
import { sensitivityOf } from './sensitivity.ts';
import { send, type Upstream, upstreamOf, type VendorAnswer, type VendorRequest } from './upstream.ts';

/** Who calls, through which account, and until when. */
export interface ExecuteContext {
  env: Bindings;
  account: Account;
  /** The vendor's user to act for. */
  onBehalfOf?: string | undefined;
  requestId: string;
  /** Passed on to the vendor. */
  acceptLanguage?: string | undefined;
  /** Epoch milliseconds. */
  now: () => number;
}

/** An answer of the vendor, in one form. */
export interface Execution {
  value: unknown;
  /** The vendor's body, untouched. */
  answer: VendorAnswer;
  providerRequestId?: string | undefined;
  /** Variants of the document that were met. */
  variants: string[];
  tokenSource: Token['source'];
}

/**
 * The one pipeline: input, token, request, vendor, unwrap, classify, output. A rejected token leads to one
 * newer token and one repeat. Everything ends by the deadline of the configuration.
 *
 * @throws Problem whatever goes wrong
 */
export async function execute(
  operation: Operation,
  input: unknown,
  context: ExecuteContext,
): Promise<Execution> {
  const { env, account } = context;
  const { provider } = operation;
  const fields = parseInput(operation, input);
  const path = pathOf(operation, account);
  const signal = AbortSignal.timeout(readConfig(env).timeoutMs);
  const upstream = upstreamOf(account.settings.baseUrl, env);
  const tokens = { env, provider, account, user: context.onBehalfOf };

  let token = await inTime(tokenFor(tokens, context.now()), signal, provider.id);
  for (let repeated = false; ; repeated = true) {
    const request = requestOf(operation, path, fields, context);
    provider.authorize(request, token.value, account.settings);
    const answer = await send(request, upstream as Upstream, { signal, provider: provider.id });
    const outcome = provider.unwrap(answer);
    const providerRequestId = provider.requestId(answer);
    if ('result' in outcome) {
      const { output, variants } = operation;
      // The answer's own JSON stays as it is for `raw`, which shares it.
      const { value, met } = normalise(structuredClone(outcome.result), {
        output,
        variants,
        provider: provider.id,
      });
      return { value, answer, providerRequestId, variants: met, tokenSource: token.source };
    }
    const means = classify(outcome.failure, provider.errors(account.settings));
    const members = failureMembers(operation, outcome.failure, [
      token.value,
      ...secretsOf(operation, fields),
    ]);
    if (providerRequestId) members.providerRequestId = providerRequestId;
    if (means !== 'token-rejected') throw problemOf(means, members, answer);
    if (repeated) {
      throw new Problem(
        'provider-login-refused',
        'The vendor refuses a token that it has just issued.',
        members,
      );
    }
    token = await inTime(tokenFor(tokens, context.now(), token.generation), signal, provider.id);
  }
}

function pathOf({ call, provider }: Operation, { settings }: Account): string {
  if (typeof call.path === 'string') return call.path;
  const path = (settings as unknown as Record<string, unknown>)[call.path.setting];
  if (typeof path === 'string') return path;
  throw new Problem(
    'not-configured',
    `Set the variable ${call.path.variable} to the path of this operation at ${provider.title}: its document does not tell it.`,
    { provider: provider.id },
  );
}

function requestOf(
  { call }: Operation,
  path: string,
  fields: Record<string, unknown>,
  { requestId, acceptLanguage }: ExecuteContext,
): VendorRequest {
  const given = (places: Record<string, string> = {}) =>
    Object.entries(places).flatMap(([name, field]) =>
      fields[field] === undefined ? [] : [[name, fields[field]] as const],
    );
  const texts = (places?: Record<string, string>) =>
    given(places).map(([name, value]) => [name, String(value)]);
  const headers = new Headers({ Accept: 'application/json', 'X-Request-Id': requestId });
  if (acceptLanguage) headers.set('Accept-Language', acceptLanguage);
  for (const [name, value] of texts(call.headers)) headers.set(name as string, value as string);
  return {
    method: call.method,
    path,
    query: new URLSearchParams(texts(call.query)),
    headers,
    body: call.method === 'POST' ? Object.fromEntries(given(call.body)) : undefined,
  };
}

/** Seconds to wait where a throttling vendor does not say; APIG advises 2 to 5. [APIG-429] */
const THROTTLED_RETRY_S = 5;

function problemOf(
  means: Exclude<ReturnType<typeof classify>, 'token-rejected'>,
  members: ProblemMembers,
  answer: VendorAnswer,
): Problem {
  if (means === 'account-locked') {
    return new Problem(
      'provider-login-refused',
      'The account behind the gateway is locked or disabled.',
      members,
    );
  }
  if (means === 'provider-throttled') {
    const seconds = Number(answer.headers.get('Retry-After'));
    members.retryAfter = Number.isInteger(seconds) && seconds > 0 ? seconds : THROTTLED_RETRY_S;
  }
  const { providerCode: code, providerMessage: message } = members;
  const said = [code, message].filter(Boolean).join(' ');
  return new Problem(
    means,
    `The vendor answered ${said || `HTTP ${answer.status} without a reason`}.`,
    members,
  );
}

function failureMembers(
  { provider }: Operation,
  { code, message }: VendorFailure,
  secrets: string[],
): ProblemMembers {
  return {
    provider: provider.id,
    ...(code !== undefined && { providerCode: scrub(code, secrets) }),
    ...(message !== undefined && { providerMessage: scrub(message, secrets) }),
  };
}

const secretsOf = ({ input }: Operation, fields: Record<string, unknown>): string[] =>
  Object.entries(input.shape).flatMap(([name, schema]) =>
    sensitivityOf(schema) && fields[name] !== undefined ? [String(fields[name])] : [],
  );

/** A Durable Object call takes no signal: the deadline holds all the same. */
function inTime<T>(promise: Promise<T>, signal: AbortSignal, provider: string): Promise<T> {
  const late = () => new Problem('provider-timeout', 'The vendor gave no token in time.', { provider });
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(late());
    signal.addEventListener('abort', () => reject(late()), { once: true });
    promise.then(resolve, reject);
  });
}
