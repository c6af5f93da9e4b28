import type { OptionName } from '../../functions/calls/options.ts';
import type { Scope } from '../../functions/core/caller.ts';

/** What the documents say of things that the code knows by name alone. One that is added has to be told of here. */
export const scopeWords: Record<Scope, { en: string; zh: string }> = {
  read: { en: 'to call operations', zh: '调用操作' },
  secrets: { en: 'to see passwords, join links, randoms', zh: '查看密码、入会链接和鉴权随机数' },
  personal: { en: 'to see e-mail addresses, numbers, IP addresses', zh: '查看邮箱、号码和 IP 地址' },
  events: { en: 'to read events, and to keep subscriptions of its own', zh: '读取事件，管理自己的订阅' },
  admin: { en: 'to see credentials, receipts and breakers', zh: '查看厂商凭据的状态、回执和熔断器' },
};

/** An example of each option's value, and its description in Chinese; the English one is in `callOptions`. */
export const optionWords: Record<OptionName, { example: string; zh: string }> = {
  requestId: { example: '<id>', zh: '沿用此 ID，传给厂商并随应答返回；不传或格式不符则自动生成' },
  account: { example: '<name>', zh: '使用另一个厂商账号（需要该 key 有权使用）' },
  onBehalfOf: { example: '<userId>', zh: '以厂商侧另一个用户的身份调用' },
  acceptLanguage: { example: 'en-US', zh: '透传给厂商' },
  timeoutMs: { example: '2000', zh: '截止时间，单位毫秒；不会超过网关自身的上限' },
  cache: { example: 'no-cache', zh: '`no-cache` 重新查询；`no-store` 还会让本次结果不与他人共享' },
  raw: { example: 'true', zh: '返回厂商的原始应答体' },
  explain: { example: 'true', zh: '返回 `{ "result", "receipt" }`，回执说明这次调用是怎样完成的' },
};
