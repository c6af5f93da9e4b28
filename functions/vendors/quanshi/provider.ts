import { isRecord } from '../../core/isRecord.ts';
import { defineProvider } from '../../core/provider.ts';
import { loginQuanshi } from './auth.ts';
import { quanshiErrors } from './errors.ts';
import { push } from './push.ts';
import { canonicalUserId, type QuanshiSettings, quanshiSettings } from './settings.ts';
import { quanshiEnvelope, unwrapQuanshi } from './unwrap.ts';

/** Quanshi (全时, G-Net). */
export const quanshi = defineProvider<QuanshiSettings>({
  id: 'quanshi',
  title: 'Quanshi',
  settings: quanshiSettings,
  identity: ({ eventsBaseUrl, appId, userId }, user) => [eventsBaseUrl, appId ?? '', user ?? userId ?? ''],
  application: ({ eventsBaseUrl, appId }) => [eventsBaseUrl, appId ?? ''],
  user: { pattern: /^\d{1,15}$/, mustBe: 'a numeric user id', canonical: canonicalUserId },
  staticToken: ({ token }) => token,
  login: loginQuanshi,
  authorize(request, token, { tokenIn }) {
    if (tokenIn !== 'body') request.headers.token = token;
    if (tokenIn !== 'header') request.body = { ...request.body, token };
  },
  unwrap: unwrapQuanshi,
  envelope: quanshiEnvelope,
  errors: quanshiErrors,
  requestId({ json }) {
    const id = isRecord(json) ? (json.request_id ?? json.requestId) : undefined;
    return typeof id === 'string' ? id : undefined;
  },
  bookings: ({ hosts, userId, bookingDays }) => ({
    hosts: hosts ?? (userId ? [userId] : []),
    days: bookingDays,
  }),
  push,
});
