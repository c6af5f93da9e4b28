import { isRecord } from '../../core/isRecord.ts';
import { Problem } from '../../core/problem.ts';
import { type AskVendor, type PushConnection, type PushState, textOf } from '../../core/push.ts';
import type { VendorRequest } from '../../core/upstream.ts';
import type { HuaweiSettings } from './settings.ts';

const LINK_CONFIG = '/v1/mmc/management/webhook/link-config';
const CHANGE_STATUS = '/v1/mmc/management/webhook/change-status';

/** What a configuration's `status` means. [H-W-SHOW] */
const STATUS: Record<string, PushState['status']> = { 0: 'connected', 1: 'stopped', 2: 'locked' };
/** For change-status: on. [H-W-STATUS] */
const ON = '0';

/**
 * How an enterprise has its events pushed: link-config sets who is told and answers nothing, not even an id, so that it has to
 * be shown before change-status can start it; that asks the URL for the handshake. [H-W-SET] [H-W-SHOW] [H-W-STATUS] [H-W-DEL]
 */
export const connection: PushConnection<HuaweiSettings> = {
  async connect(ask, url, settings) {
    const { corpId, pushId, pushKey } = settings;
    const body = { ...(corpId && { corpId }), subscriberId: pushId, subscriberKey: pushKey, url };
    await ask(request('POST', LINK_CONFIG, {}, body));
    const { id } = await show(ask, settings);
    if (id === undefined)
      throw new Problem('provider-malformed', 'The vendor shows no id of the push that it has just taken.', {
        provider: 'huawei',
      });
    await ask(request('PUT', CHANGE_STATUS, { id, status: ON }));
    return (await show(ask, settings)).state;
  },
  check: async (ask, settings) => (await show(ask, settings)).state,
  async remove(ask, settings) {
    const { id } = await show(ask, settings);
    if (id !== undefined) await ask(request('DELETE', LINK_CONFIG, { id }));
    return (await show(ask, settings)).state;
  },
};

/** The enterprise's configuration: what it is called at the vendor, and how it stands. */
async function show(
  ask: AskVendor,
  { corpId }: HuaweiSettings,
): Promise<{ id?: string | undefined; state: PushState }> {
  const shown = await ask(request('GET', LINK_CONFIG, corpId ? { corpId } : {})).catch((error: unknown) => {
    // How the vendor says that there is none is not documented.
    if (error instanceof Problem && error.slug === 'provider-not-found') return {};
    throw error;
  });
  const { id, url, status } = isRecord(shown) ? shown : ({} as Record<string, unknown>);
  const known = textOf(id);
  if (known === undefined) return { state: { status: 'absent' } };
  const where = textOf(url);
  return {
    id: known,
    state: { status: STATUS[String(status)] ?? 'stopped', ...(where !== undefined && { url: where }) },
  };
}

const request = (
  method: VendorRequest['method'],
  path: string,
  query: Record<string, string>,
  body?: Record<string, unknown>,
): VendorRequest => ({ method, path, query, headers: { Accept: 'application/json' }, body });
