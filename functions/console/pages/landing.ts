import { html } from 'hono/html';
import { keyField } from './keyField.ts';
import type { Page } from './layout.ts';
import { common, type Language, type Words } from './words.ts';

const said = {
  lead: {
    en: 'Who is meeting now, what is behind this link, who was there and for how long: one typed HTTP API over Huawei Cloud Meeting and Quanshi (全时). It logs in, keeps the tokens, and speaks both dialects for you.',
    zh: '现在谁在开会、这个链接是什么会、谁参加了多久：用一套类型明确的 HTTP API 访问华为云会议与全时会议。登录、令牌与两家厂商的差异都由它处理。',
  },
  open: { en: 'Open the console', zh: '打开控制台' },
  read: { en: 'Read the API reference', zh: '查看 API 参考' },
  live: { en: 'Who is meeting now?', zh: '现在谁在开会？' },
  ask: { en: 'Ask the gateway', zh: '查询' },
} as const satisfies Record<string, Words>;

/** What is asked. */
const LIVE = '/v1/meetings?status=ongoing&limit=100';

const ways: readonly { title: Words; text: Words; code: string; href: string }[] = [
  {
    title: { en: 'Call it', zh: '直接调用' },
    text: {
      en: 'Plain HTTP from any language, a typed client for TypeScript, tools for agents over MCP.',
      zh: '任何语言都可用 HTTP 调用；TypeScript 有带类型的客户端；智能体可用 MCP。',
    },
    code: 'GET /v1/meetings?status=ongoing',
    href: '/docs',
  },
  {
    title: { en: 'Send a webhook', zh: '发送 webhook' },
    text: {
      en: 'A saved call with a secret of its own: signed, or behind a URL that nobody guesses.',
      zh: '预先保存的调用，各有密钥：可签名，也可用无法猜测的 URL。',
    },
    code: 'POST /v1/hooks/{name}',
    href: '/docs/guides',
  },
  {
    title: { en: 'Be told', zh: '接收事件' },
    text: {
      en: 'Meetings that start and end, people who come and go: one vocabulary, signed, delivered until it arrives.',
      zh: '会议开始与结束、人员进出：统一的事件，带签名，重试直到送达。',
    },
    code: 'POST /v1/subscriptions',
    href: '/docs/guides',
  },
];

/** What a newcomer sees first: what this is, one live call, and where to go on. */
export const landingPage = (language: Language): Page => ({
  title: `meetgate · ${common.tagline[language]}`,
  description: said.lead[language],
  place: 'home',
  scripts: ['key', 'live'],
  words:
    language === 'zh'
      ? {
          running: '场会议正在召开',
          people: '人',
          none: '现在没有会议。',
          more: '在控制台中查看全部',
          failed: '没有应答',
          needsKey: '请先填写 API key。',
          unreachable: '网关没有应答',
        }
      : {
          running: 'meetings run now',
          people: 'in it',
          none: 'Nobody is meeting now.',
          more: 'See all of them in the console',
          failed: 'did not answer',
          needsKey: 'Give an API key first.',
          unreachable: 'The gateway does not answer',
        },
  main: html`<section class="hero">
<div class="stack">
<h1>${common.tagline[language]}</h1>
<p class="lead">${said.lead[language]}</p>
<p class="row"><a class="button main" href="/console">${said.open[language]}</a><a class="button" href="/docs">${said.read[language]}</a></p>
</div>
<div class="stack">
<section class="card stack" aria-labelledby="live-title">
<div class="row between"><h2 id="live-title">${said.live[language]}</h2><button id="ask">${said.ask[language]}</button></div>
<div id="live" class="stack" aria-live="polite" data-path="${LIVE}"><pre tabindex="0"><code id="live-curl"></code></pre></div>
</section>
${keyField(language)}
</div>
</section>
<section class="grid">
${ways.map(
  ({ title, text, code, href }) =>
    html`<article class="card stack"><h2><a href="${href}">${title[language]}</a></h2><p>${text[language]}</p><p><code>${code}</code></p></article>\n`,
)}</section>`,
});
