import type { FaultType } from '../faults/faultTypes.ts';
import type { Language } from './words.ts';

/** What parameters a fault may have, as the form shows them. */
interface FaultHint extends Readonly<Record<Language, string>> {
  /** Members of JSON to begin with; empty where it takes none. */
  readonly example: string;
}

const hint = (example: string, en: string, zh: string): FaultHint => ({ example, en, zh });

/** A hint for each kind of fault. */
export const FAULT_HINTS: Readonly<Record<FaultType, FaultHint>> = {
  latency: hint(
    '"ms": 300',
    'ms, or {"min", "max"}, or {"median", "sigma"}: how late',
    'ms，或 {"min", "max"}，或 {"median", "sigma"}：延迟',
  ),
  'slow-drip': hint('"bytes": 64, "everyMs": 50', 'bytes at a time, and how often', '每次字节数与间隔毫秒数'),
  status: hint(
    '"status": 503',
    'status 200 to 599; code and message unless it is to be the vendor’s own',
    'status 为 200 至 599；可另给 code 与 message',
  ),
  throttled: hint('', 'limit: the number that the vendor names', 'limit：厂商提示的上限'),
  'connection-reset': hint('', 'no parameters', '无参数'),
  'empty-response': hint('', 'no parameters', '无参数'),
  'half-body': hint('', 'no parameters', '无参数'),
  'malformed-chunk': hint('', 'no parameters', '无参数'),
  'malformed-json': hint('', 'no parameters', '无参数'),
  'wrong-content-type': hint('', 'contentType: instead of JSON', 'contentType：替代 JSON 的类型'),
  'html-error-page': hint('"status": 502', 'status 200 to 599', 'status 为 200 至 599'),
  'wrong-charset': hint('', 'charset: what the header claims', 'charset：响应头声称的字符集'),
  'repeated-last-page': hint(
    '',
    'no parameters; changes only what lies past the end of a list',
    '无参数；仅影响超出列表末尾的页',
  ),
  'token-revoked': hint('', 'no parameters; the request must carry a token', '无参数；请求须带令牌'),
  'token-evicted': hint('', 'no parameters; the request must carry a token', '无参数；请求须带令牌'),
  'clock-skewed': hint(
    '"byMs": 600000',
    'byMs: how far its clock is ahead; less than 0 is behind',
    'byMs：时钟快多少；小于 0 为慢',
  ),
  'stale-list': hint('"ageMs": 300000', 'ageMs: how old the list is', 'ageMs：列表的陈旧程度'),
};
