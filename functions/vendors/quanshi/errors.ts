import type { ErrorRule, LoginRule } from '../../core/provider.ts';
import type { QuanshiSettings } from './settings.ts';

/**
 * What Quanshi's failures mean. INFERRED throughout: the vendor publishes no error table, so the words of `msg`
 * decide, in Chinese and English. Words can only raise a doubt about the token; the operator may name its codes.
 */
export function quanshiErrors({
  tokenRejectedCodes,
}: Pick<QuanshiSettings, 'tokenRejectedCodes'>): ErrorRule[] {
  const codes = (tokenRejectedCodes?.split(',') ?? []).map(
    (code): ErrorRule => ({ code, means: 'token-rejected' }),
  );
  return [
    ...codes,
    {
      message:
        /(token|令牌|鉴权).{0,24}(无效|失效|过期|缺失|为空|错误|失败|invalid|expired|missing|illegal|empty)/i,
      means: 'token-doubted',
    },
    { message: /(invalid|expired|missing|illegal|empty|no|无效|过期).{0,12}token/i, means: 'token-doubted' },
    { message: /锁定|停用|禁用|\blocked\b|\bdisabled\b/i, means: 'account-locked' },
    { message: /频繁|限流|流控|too (many|frequent)|throttl|rate.?limit/i, means: 'provider-throttled' },
    { message: /不存在|未找到|找不到|not.?(found|exist)|no such/i, means: 'provider-not-found' },
    { message: /无权|权限|forbidden|permission|not allowed/i, means: 'provider-forbidden' },
    { message: /参数|param|illegal|格式/i, means: 'provider-rejected-input' },
  ];
}

/** Whom a failed login concerns: as INFERRED as the words above. */
export const quanshiLoginErrors: readonly LoginRule[] = [
  { message: /curtime|timestamp|clock|时间|时钟/i, means: 'clock' },
  { message: /锁定|停用|禁用|\blocked\b|\bdisabled\b/i, means: 'locked' },
  { message: /频繁|限流|流控|too (many|frequent)|throttl|rate.?limit/i, means: 'throttled' },
  { message: /check.?sum|签名|校验|app.?(key|id|secret)|application|应用/i, means: 'application' },
];
