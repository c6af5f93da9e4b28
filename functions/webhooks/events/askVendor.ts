import type { Services } from '../../config/services.ts';
import { type Deadline, withDeadline } from '../../core/deadline.ts';
import { isRecord } from '../../core/isRecord.ts';
import { Problem } from '../../core/problem.ts';
import { type Account, accountSecrets, classify, type Provider } from '../../core/provider.ts';
import type { AskVendor } from '../../core/push.ts';
import { scrub } from '../../core/scrub.ts';
import { send, upstreamOf, type VendorRequest } from '../../core/upstream.ts';
import { newerToken, tokenFor } from '../../tokens/tokenSource.ts';

/**
 * Asks a vendor something that is no operation, as an account: with its token, and with a newer one where that is refused. Rare
 * and for operators alone, so that no quota, breaker or sharing stands before it.
 */
export function asAccount(provider: Provider, account: Account, services: Services): AskVendor {
  return (request) =>
    withDeadline(services.config.timeoutMs, services.now(), (deadline) =>
      ask(request, { provider, account, deadline }, services),
    );
}

async function ask(
  request: VendorRequest,
  { provider, account, deadline }: { provider: Provider; account: Account; deadline: Deadline },
  services: Services,
): Promise<Record<string, unknown>> {
  const upstream = upstreamOf(account.settings.baseUrl, services.env);
  const owner = { provider, account };
  let token = await tokenFor(owner, services, { deadline });
  for (let tries = 1; ; tries++) {
    const authorized = { ...request, headers: { ...request.headers } };
    provider.authorize(authorized, token.value, account.settings);
    const answer = await send(authorized, upstream, { deadline, provider: provider.id });
    // Those that answer nothing do so in any words: a page, or an empty text.
    if (answer.status >= 200 && answer.status < 300 && !isRecord(answer.json)) return {};
    const outcome = provider.unwrap(answer);
    if ('result' in outcome) return isRecord(outcome.result) ? outcome.result : {};
    const { code, message } = outcome.failure;
    const means = classify(outcome.failure, provider.errors(account.settings));
    const secrets = [token.value, ...accountSecrets(provider, account)];
    const told = {
      provider: provider.id,
      ...(code !== undefined && { providerCode: scrub(code, secrets) }),
      ...(message !== undefined && { providerMessage: scrub(message, secrets) }),
    };
    if (means !== 'token-rejected' && means !== 'token-doubted')
      throw new Problem(
        means === 'account-locked' ? 'provider-forbidden' : means,
        'The vendor refused the call.',
        told,
      );
    const certain = means === 'token-rejected';
    const refused = { generation: token.generation, about: `${request.method} ${request.path}` };
    const newer = tries > 1 ? undefined : await newerToken(owner, services, { deadline, refused, certain });
    if (!newer)
      throw new Problem('provider-forbidden', 'The vendor does not permit this account to do this.', told);
    token = newer;
  }
}
