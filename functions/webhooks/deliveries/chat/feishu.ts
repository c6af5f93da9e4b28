import { type Chat, codeOf, fitBytes, fitLines, hmac } from './chat.ts';

/** A body may have 20 KB, and JSON escapes make it longer than its text. */
const TEXT_BYTES = 8_000;
const TITLE_BYTES = 400;
const MINUTE = 60_000;

/** Refusals that last until somebody mends the bot. [open.larkoffice.com, ucTM5YjL3ETO24yNxkjN] */
const STOPS: Record<number, string> = {
  19001: 'The bot is not there: its URL is wrong, or it was removed from the group (19001).',
  19021: 'The secret of the bot is wrong (19021).',
  19022: 'The bot takes messages of some IP addresses only (19022).',
  19024: 'The bot takes messages with its keyword only (19024).',
};
/** Too many messages: of this bot, or of everybody at the full hour. */
const TOO_MANY = 11232;

/** 飞书, and Lark abroad. */
export const feishu: Chat = {
  url: /^https:\/\/open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/[\w-]+$/,
  like: 'https://open.feishu.cn/open-apis/bot/v2/hook/…',
  // 100 a minute and 5 a second are documented: 89 and 5.
  rate: { burst: 4, everyMs: 700 },
  // A card refuses members that it does not know.
  message: ({ title, lines }) => ({
    msg_type: 'interactive',
    card: {
      schema: '2.0',
      header: { title: { tag: 'plain_text', content: fitBytes(title, TITLE_BYTES) }, template: 'blue' },
      body: { elements: [{ tag: 'markdown', content: fitLines(lines, TEXT_BYTES) }] },
    },
  }),
  // The text to sign is the key, and what is signed is empty.
  sign: async ({ url, message }, secret, now) => {
    const timestamp = String(Math.floor(now / 1000));
    return { url, message: { timestamp, sign: await hmac(`${timestamp}\n${secret}`, ''), ...message } };
  },
  read: ({ code, StatusCode }) => {
    const number = codeOf(code ?? StatusCode);
    if (number === 0) return { taken: true };
    const error = `The chat refused it (${number}).`;
    if (number === TOO_MANY) return { taken: false, error, waitMs: MINUTE };
    return { taken: false, error, ...(STOPS[number] && { stops: STOPS[number] }) };
  },
};
