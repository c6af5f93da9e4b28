import { HttpResponse } from 'msw';

/** A refusal as a vendor words it, and the problem that callers must get. */
export interface Refusal {
  title: string;
  answer: () => Response;
  status: number;
  slug: string;
  code?: string;
  message?: string;
  retryAfter?: string;
}

const huawei = (
  title: string,
  http: number,
  code: string,
  message: string,
  status: number,
  slug: string,
  retryAfter?: string,
): Refusal => ({
  title,
  answer: () => HttpResponse.json({ error_code: code, error_msg: message }, { status: http }),
  status,
  slug,
  code,
  message,
  ...(retryAfter !== undefined && { retryAfter }),
});

const quanshi = (title: string, msg: string, status: number, slug: string, retryAfter?: string): Refusal => ({
  title,
  answer: () =>
    HttpResponse.json({ status: 50001, msg, request_id: 'confopenapiserver-1-1.1.1', timestamp: 1 }),
  status,
  slug,
  code: '50001',
  message: msg,
  ...(retryAfter !== undefined && { retryAfter }),
});

export const refusals = {
  huawei: [
    huawei('there is no such conference', 400, 'MMC.111070005', 'CONF_NOT_FOUND', 404, 'provider-not-found'),
    huawei(
      'the password is wrong',
      400,
      'MMC.111072065',
      'CONF_NOT_FOUND_OR_AUTH_FAILED',
      404,
      'provider-not-found',
    ),
    huawei('the role may not', 403, 'MMC.111070002', 'INSUFFICIENT_PERMISSION', 403, 'provider-forbidden'),
    huawei(
      'a parameter is wrong',
      400,
      'MMC.111071061',
      'PARAM_CHECK_FAILED',
      400,
      'provider-rejected-input',
    ),
    huawei('it has not started', 400, 'MMC.111072005', 'CONF_NOT_STARTED', 409, 'provider-conflict'),
    huawei('an unknown 400 is the caller’s fault', 400, 'WSS.1', 'NEW', 400, 'provider-rejected-input'),
    huawei('an unknown 403 forbids', 403, 'WSS.2', 'NEW', 403, 'provider-forbidden'),
    huawei(
      'calls are too many',
      429,
      'APIG.0308',
      'policy user over ratelimit',
      429,
      'provider-throttled',
      '5',
    ),
    huawei('it fails', 500, 'MMC.111070003', 'SYSTEM_FAILURE', 502, 'provider-failed'),
    {
      title: 'it fails without words',
      answer: () => new Response(null, { status: 503 }),
      status: 502,
      slug: 'provider-failed',
    },
  ] as Refusal[],
  quanshi: [
    quanshi('there is no such conference', '会议不存在', 404, 'provider-not-found'),
    quanshi('it is not found, in English', 'conference not found', 404, 'provider-not-found'),
    quanshi('the user may not', '没有权限', 403, 'provider-forbidden'),
    quanshi('a parameter is wrong', '参数错误', 400, 'provider-rejected-input'),
    quanshi('calls are too many', '请求过于频繁', 429, 'provider-throttled', '5'),
    quanshi('it fails', '系统异常', 502, 'provider-failed'),
    {
      title: 'it fails without words',
      answer: () => new Response(null, { status: 503 }),
      status: 502,
      slug: 'provider-failed',
    },
  ] as Refusal[],
  /** A token that the vendor does not take. */
  token: {
    huawei: () =>
      HttpResponse.json({ error_code: 'USG.000000004', error_msg: 'ILLEGAL_REQUEST' }, { status: 401 }),
    quanshi: () => HttpResponse.json({ status: 10001, msg: 'token无效或已过期' }),
  },
};
