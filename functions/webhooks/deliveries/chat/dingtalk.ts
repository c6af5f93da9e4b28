import { type Chat, codeOf, fitBytes, fitLines, hmac } from './chat.ts';

/** INFERRED: the pages give no size for this form; other forms of the same bot have 20,000. */
const TEXT_BYTES = 8_000;
const TITLE_BYTES = 400;
/** Who writes more than 20 times a minute is not heard for so long. */
const BLOCKED_MS = 10 * 60_000;

/** Refusals that last until somebody mends the bot. 310000 is each of the three locks. */
const STOPS: Record<number, string> = {
  310000: 'The bot refuses it for its keyword, its signature or its IP addresses (310000).',
  300001: 'The bot is not there: its token is wrong (300001).',
};

/** 钉钉. */
export const dingtalk: Chat = {
  url: /^https:\/\/oapi\.dingtalk\.com\/robot\/send\?access_token=[\w-]+$/,
  like: 'https://oapi.dingtalk.com/robot/send?access_token=…',
  // 20 a minute are documented: 19.
  rate: { burst: 3, everyMs: 3_750 },
  message: ({ title, lines }) => ({
    msgtype: 'markdown',
    markdown: { title: fitBytes(title, TITLE_BYTES), text: fitLines(lines, TEXT_BYTES) },
    at: { atMobiles: [], isAtAll: false },
  }),
  sign: async ({ url, message }, secret, now) => {
    const signed = new URL(url);
    signed.searchParams.set('timestamp', String(now));
    signed.searchParams.set('sign', await hmac(secret, `${now}\n${secret}`));
    return { url: signed, message };
  },
  read: ({ errcode }) => {
    const number = codeOf(errcode);
    if (number === 0) return { taken: true };
    const error = `The chat refused it (${number}).`;
    if (number === 130101) return { taken: false, error, waitMs: BLOCKED_MS };
    return { taken: false, error, ...(STOPS[number] && { stops: STOPS[number] }) };
  },
};
