import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MeetgateEvent } from '../../../../functions/core/event.ts';
import { chats } from '../../../../functions/webhooks/deliveries/chat/chats.ts';
import { compose } from '../../../../functions/webhooks/deliveries/chat/compose.ts';
import { CHAT_KINDS } from '../../../../functions/webhooks/deliveries/subscription.ts';

const { feishu, dingtalk, wecom } = chats;
const URLS = {
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/5f0f3a2b-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=0123abcdef',
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa',
};
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

describe('signatures', () => {
  const message = { msg_type: 'interactive' };

  it('of Feishu fit the vector, and its description read a second time: the key holds all, nothing is signed', async () => {
    const signed = await feishu.sign(
      { url: new URL(URLS.feishu), message },
      'demo-secret',
      1_599_360_473_999,
    );
    const own = createHmac('sha256', '1599360473\ndemo-secret').update('').digest('base64');
    expect(signed.message).toEqual({ ...message, timestamp: '1599360473', sign: own });
    expect(own).toBe('3/MaVZ8JLIy4TUG+7KSFJqvUkTKd+HWY8g+56DZWq8s=');
    expect(signed.url.href).toBe(URLS.feishu);
  });

  it('of DingTalk fit the vector, and its description read a second time: in the query, in milliseconds', async () => {
    const signed = await dingtalk.sign(
      { url: new URL(URLS.dingtalk), message },
      'SECdemo',
      1_599_360_473_000,
    );
    const own = createHmac('sha256', 'SECdemo').update('1599360473000\nSECdemo').digest('base64');
    expect(signed.url.href).toBe(`${URLS.dingtalk}&timestamp=1599360473000&sign=${encodeURIComponent(own)}`);
    expect(signed.url.search).toContain('sign=tGWkA5eQOQNCNPDgphtxIoNLO%2B%2FgD8Lcb705KQoRzeY%3D');
    expect(signed.message).toEqual(message);
  });

  it('has WeCom none', async () => {
    const signed = await wecom.sign({ url: new URL(URLS.wecom), message }, 'any', 1_599_360_473_000);
    expect([signed.url.href, signed.message]).toEqual([URLS.wecom, message]);
  });
});

describe('URLs', () => {
  it.each(CHAT_KINDS)('of %s are known by their form, and no other is', (kind) => {
    expect(URLS[kind]).toMatch(chats[kind].url);
    for (const other of CHAT_KINDS.filter((one) => one !== kind))
      expect(URLS[other]).not.toMatch(chats[kind].url);
    expect(URLS[kind].replace(/(\.cn|\.com)\//, '$1.evil.example/')).not.toMatch(chats[kind].url);
    expect(`${URLS[kind]}/../../x`).not.toMatch(chats[kind].url);
  });
});

const event = (type: MeetgateEvent['type'], data: MeetgateEvent['data'] = {}): MeetgateEvent => ({
  specversion: '1.0',
  id: 'e1',
  source: '/huawei/main',
  type,
  subject: 'huawei:1',
  time: '2026-03-02T01:00:00.000Z',
  datacontenttype: 'application/json',
  data,
});
const meeting = { meetingNumber: '914047175', subject: '产品周会', startTime: '2026-03-02T01:00:00.000Z' };

describe('what a group reads', () => {
  it('is a sentence of its language when a meeting starts', () => {
    const started = event('meetgate.meeting.started', { meeting });
    expect(compose({ kind: 'event', event: started }, 'zh')).toEqual({
      title: '会议开始 · 产品周会',
      lines: ['**产品周会** 已于 09:00 开始。', '会议号：914047175'],
    });
    expect(compose({ kind: 'event', event: started }, 'en')).toEqual({
      title: 'A meeting has started · 产品周会',
      lines: ['**产品周会** started at 09:00.', 'Meeting number: 914047175'],
    });
  });

  it('tells at the end how long it was and how many came', () => {
    const ended = event('meetgate.meeting.ended', {
      meeting: { ...meeting, endTime: '2026-03-02T02:12:00.000Z' },
    });
    const content = { kind: 'event' as const, event: ended, attendance: { people: 14, peak: 9 } };
    expect(compose(content, 'zh').lines.slice(0, 2)).toEqual([
      '**产品周会** 已于 10:12 结束，历时 1 小时 12 分钟。',
      '共 14 人参会，最多时 9 人同时在会。',
    ]);
    expect(compose(content, 'en').lines.slice(0, 2)).toEqual([
      '**产品周会** ended at 10:12 after 1 h 12 min.',
      '14 people attended, at most 9 at once.',
    ]);
  });

  it('tells of those who came and left together, by name as far as that is readable', () => {
    const came = (displayName: string) =>
      event('meetgate.attendee.joined', { meeting, attendee: { displayName } });
    const left = event('meetgate.attendee.left', { meeting, attendee: { displayName: '李雷' } });
    const many = Array.from({ length: 11 }, (_, index) => came(`客${index}`));
    const few = { kind: 'digest' as const, events: [came('王芳'), came('Ann'), left] };
    expect(compose(few, 'zh').lines).toEqual(['**产品周会**', '加入：王芳、Ann', '离开：李雷']);
    expect(compose(few, 'en').lines).toEqual(['**产品周会**', '王芳 and Ann have joined.', '李雷 has left.']);
    const [, line = ''] = compose({ kind: 'digest', events: many }, 'zh').lines;
    expect(line).toBe('加入：客0、客1、客2、客3、客4、客5、客6、客7 等 11 人');
  });

  it('names nothing that opens a door', () => {
    const doors = { joinUrl: 'https://meet.example/j/1?pwd=abc', hostJoinUrl: 'https://meet.example/h/1' };
    const note = compose(
      { kind: 'event', event: event('meetgate.meeting.started', { meeting: { ...meeting, ...doors } }) },
      'zh',
    );
    expect(JSON.stringify(note)).not.toMatch(/meet\.example|pwd/);
  });

  it.each([
    ['mentions everybody', '<at id=all></at> @all @所有人'],
    ['makes a link', '[点我](https://evil.example)'],
    ['makes a picture', '![x](https://evil.example/x.png)'],
    ['makes code', '`x` ```y```'],
    ['makes a heading on a line of its own', '# big\n# bigger\r\n\u2028# biggest'],
    ['ends the bold', '**not bold** ~~gone~~ __under__'],
    ['makes a table', '| a | b |'],
    ['turns the direction of reading', '\u202egnp.exe\u2066'],
    ['makes HTML', '<font color="red">x</font>&lt;b&gt;'],
  ])('a name that %s is a name', (_, name) => {
    const joined = event('meetgate.attendee.joined', {
      meeting: { subject: name },
      attendee: { displayName: name },
    });
    for (const kind of CHAT_KINDS) {
      const message = chats[kind].message(compose({ kind: 'digest', events: [joined] }, 'zh'));
      const text = JSON.parse(JSON.stringify(message)) as Record<string, Record<string, unknown>>;
      const markdown = String(
        text.markdown?.text ??
          text.markdown_v2?.content ??
          (text.card as { body?: { elements: { content: string }[] } })?.body?.elements[0]?.content,
      );
      // What is left of markdown is our own: the heading of WeCom and one pair of bold.
      const theirs = markdown.replace(/^### /, '').replace(/^\*\*(.*)\*\*$/m, '$1');
      expect(theirs).not.toMatch(/[*_`~|<>[\]()#@&]|:\/\/|\p{Cf}|\r|[\u2028]/u);
      expect(markdown.split('\n\n').length).toBeLessThanOrEqual(3);
    }
  });
});

describe('a message', () => {
  const long = {
    title: '会'.repeat(3_000),
    lines: Array.from({ length: 400 }, (_, index) => `第${index}行${'议'.repeat(100)}`),
  };

  it('has the form of Feishu’s cards, without a member that they do not know', () => {
    expect(feishu.message({ title: 'T', lines: ['A', 'B'] })).toEqual({
      msg_type: 'interactive',
      card: {
        schema: '2.0',
        header: { title: { tag: 'plain_text', content: 'T' }, template: 'blue' },
        body: { elements: [{ tag: 'markdown', content: 'A\n\nB' }] },
      },
    });
  });

  it('has the form of DingTalk, and mentions nobody', () => {
    expect(dingtalk.message({ title: 'T', lines: ['A'] })).toEqual({
      msgtype: 'markdown',
      markdown: { title: 'T', text: 'A' },
      at: { atMobiles: [], isAtAll: false },
    });
  });

  it('is never longer than the chat takes, in bytes, and ends with a whole line', () => {
    expect(bytesOf(feishu.message(long))).toBeLessThan(20_000);
    expect(bytesOf(dingtalk.message(long))).toBeLessThan(20_000);
    const { markdown_v2 } = wecom.message(long) as { markdown_v2: { content: string } };
    const { length } = new TextEncoder().encode(markdown_v2.content);
    expect(length).toBeLessThanOrEqual(4_096);
    expect(length).toBeGreaterThan(3_000);
    expect(markdown_v2.content).toMatch(/议\s*$/);
  });
});

describe('an answer of 200', () => {
  it.each([
    [feishu, { code: 0, msg: 'success' }],
    [feishu, { StatusCode: 0, StatusMessage: 'success' }],
    [dingtalk, { errcode: 0, errmsg: 'ok' }],
    [wecom, { errcode: 0, errmsg: 'ok' }],
  ])('is success where the body says so (%#)', (chat, body) => {
    expect(chat.read(body)).toEqual({ taken: true });
  });

  it.each([
    [feishu, { code: 11232 }, { waitMs: 60_000 }],
    [dingtalk, { errcode: 130101 }, { waitMs: 600_000 }],
    [wecom, { errcode: 45009 }, { waitMs: 60_000 }],
    [feishu, { code: 19001 }, { stops: expect.stringContaining('19001') }],
    [feishu, { code: 19021 }, { stops: expect.stringContaining('secret') }],
    [feishu, { code: 19022 }, { stops: expect.stringContaining('IP') }],
    [feishu, { code: 19024 }, { stops: expect.stringContaining('keyword') }],
    [dingtalk, { errcode: 310000 }, { stops: expect.stringContaining('310000') }],
    [wecom, { errcode: 93000 }, { stops: expect.stringContaining('93000') }],
  ])('tells whether to wait or to stop where it refuses (%#)', (chat, body, expected) => {
    expect(chat.read(body)).toMatchObject({ taken: false, ...expected });
  });

  it('is no success where nothing can be read of it, and may be tried again', () => {
    for (const kind of CHAT_KINDS)
      for (const body of [{}, { code: '' }, { errcode: null }, { code: 9499 }])
        expect(Object.keys(chats[kind].read(body))).toEqual(['taken', 'error']);
  });
});
