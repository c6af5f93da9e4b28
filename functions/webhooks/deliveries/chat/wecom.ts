import { type Chat, codeOf, fitLines } from './chat.ts';
import { escaped } from './escape.ts';

/** Documented: longer is refused with 40058. [developer.work.weixin.qq.com/document/path/99110] */
const TEXT_BYTES = 4_096;
const MINUTE = 60_000;

/** Refusals that last until somebody mends the bot. INFERRED: of 93000 there are only reports. */
const STOPS: Record<number, string> = {
  93000: 'The bot is not there: its key is wrong, or it was removed from the group (93000).',
};

/** 企业微信. Its bots have no signature: the key in the URL is the secret. */
export const wecom: Chat = {
  url: /^https:\/\/qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=[\w-]+$/,
  like: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
  // 20 a minute are documented: 19.
  rate: { burst: 3, everyMs: 3_750 },
  message: ({ title, lines }) => ({
    msgtype: 'markdown_v2',
    markdown_v2: { content: fitLines([`### ${escaped(title)}`, ...lines], TEXT_BYTES) },
  }),
  sign: async (to) => to,
  read: ({ errcode }) => {
    const number = codeOf(errcode);
    if (number === 0) return { taken: true };
    const error = `The chat refused it (${number}).`;
    // INFERRED: that 45009 is the rate of a bot, and that a minute is enough.
    if (number === 45009) return { taken: false, error, waitMs: MINUTE };
    return { taken: false, error, ...(STOPS[number] && { stops: STOPS[number] }) };
  },
};
