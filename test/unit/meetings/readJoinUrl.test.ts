import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJoinUrl } from '../../../functions/meetings/join/readJoinUrl.ts';

const CREDENTIAL = '0a1b2c3d4e5f'.repeat(4);
const only = (text: string, hosts = {}) => {
  const reading = readJoinUrl(text, hosts);
  return reading.is === 'meeting' && reading.candidates.length === 1 ? reading.candidates[0] : reading;
};

describe('a join link of Huawei', () => {
  const meeting = { provider: 'huawei', by: 'number', meetingNumber: '914083136', credential: CREDENTIAL };
  it.each([
    `https://meeting.huaweicloud.com/#/j/914083136/${CREDENTIAL}`,
    `https://meeting.huaweicloud.com:36443/#/j/914083136/${CREDENTIAL}`,
    `HTTPS://C.Meeting.HuaweiCloud.com/#/j/914083136/${CREDENTIAL}/`,
    `https://intl.meeting.huaweicloud.com/%23/j/914083136/${CREDENTIAL}`,
    `https://meeting.huaweicloud.com./#%2Fj%2F914083136%2F${CREDENTIAL}`,
    `https://c.meeting.125339.com/#/j/914083136/${CREDENTIAL}?lang=zh-CN`,
    `meeting.huaweicloud.com/#/j/914083136/${CREDENTIAL}`,
    `  <https://bmeeting.huaweicloud.com/#/j/914083136/${CREDENTIAL}>。\n`,
    `cloudlink://welinksoftclient/h5page?page=joinConfByLink&server_url=x&port=443&conf_id=914083136&enter_code=${CREDENTIAL}&name=a`,
    `cloudlink://welinksoftclient/h5page?page=LoginAndJoinConf&conf_id=914083136&enter_code=${CREDENTIAL}&nonce=n`,
  ])('gives number and credential: %s', (link) => {
    expect(only(link)).toEqual(meeting);
  });

  it('without a credential gives the number, and one of a customer’s host is known once configured', () => {
    const link = 'https://meetings.example.cn:8443/#/j/914083136';
    const { credential: _, ...number } = meeting;
    expect(only('https://meeting.huaweicloud.com:36443/#/j/914083136')).toEqual(number);
    expect(only(link)).toMatchObject({ is: 'unknown', why: 'host' });
    expect(only(link, { huawei: ['Meetings.example.cn:8443'] })).toEqual(number);
    expect(only(link, { huawei: ['meetings.example.cn'] }), 'another port').toMatchObject({ why: 'host' });
  });

  it('is told from a login and a recording', () => {
    for (const page of [
      '?lang=zh&nonce=1#/login',
      'rse/rse/html/play/Mediaxplay.html?confID=1',
      '#/j/12',
      '#/j/914083136/a%zz',
    ])
      expect(readJoinUrl(`https://meeting.huaweicloud.com/${page}`)).toEqual({
        is: 'other-page',
        provider: 'huawei',
      });
  });
});

describe('a join link of Quanshi', () => {
  it.each([
    'https://n.qsh1.cn/k/mkIW3Txa0Uk',
    'http://mtest.qsh1.cn/a/mkIW3Txa0Uk12',
    'https://s.qsh1.cn/d/mkIW3Txa0Uk',
  ])('is what to ask the vendor about: %s', (url) => {
    const code = { provider: 'quanshi', by: 'link', url };
    expect(only(url)).toEqual(code);
    expect(only(`${url}?priority=web`)).toEqual(code);
    expect(only(`${url}?jointid=${'aB_-'.repeat(16)}`)).toEqual({ ...code, seat: 'audience' });
    expect(only(`${url}/?extType=5`)).toEqual({ ...code, seat: 'monitor' });
  });

  it('that opens its program tells the number that it has', () => {
    expect(only('tang:///a:1/conf_id:22188557/cid:239712345/x/pinCode:482582')).toEqual({
      provider: 'quanshi',
      by: 'number',
      meetingNumber: '239712345',
      runningId: '22188557',
      credential: '482582',
    });
    expect(only('tang:///x')).toEqual({ provider: 'quanshi', by: 'launch' });
    expect(only('qsgnet://com.gnet.onemeeting?goto=1&token=t')).toEqual({
      provider: 'quanshi',
      by: 'launch',
    });
    const phone = `http://meetservicem.quanshi.com/m-wcall/?pcode=${'ab'.repeat(32)}&env=&billingcode=${'c'.repeat(32)}`;
    expect(only(phone)).toEqual({
      provider: 'quanshi',
      by: 'launch',
      seat: 'phone',
      credential: 'ab'.repeat(32),
    });
  });

  it('to watch is no way in', () => {
    for (const page of [
      'https://ltest.qsh1.cn/activity/abcdefg',
      'https://n.qsh1.cn/',
      'https://n.qsh1.cn/k/a/b',
    ])
      expect(readJoinUrl(page)).toEqual({ is: 'other-page', provider: 'quanshi' });
  });
});

it('reads codes without a link: nine digits may be of either vendor', () => {
  expect(readJoinUrl('914 083 136')).toEqual({
    is: 'meeting',
    candidates: [
      { provider: 'huawei', by: 'number', meetingNumber: '914083136' },
      { provider: 'quanshi', by: 'number', meetingNumber: '914083136' },
    ],
  });
  expect(only('887-444-482-582')).toEqual({ provider: 'quanshi', by: 'pcode', credential: '887444482582' });
  expect(only('201501000037434973')).toMatchObject({ by: 'pcode' });
  for (const text of ['12345', '1', '', '------', '9'.repeat(2000)])
    expect(readJoinUrl(text).is).toBe('unknown');
});

it.each([
  ['https://us02web.zoom.us/j/123456789?pwd=x', 'Zoom'],
  ['https://welink-meeting.zoom.us/j/123456789', 'Zoom'],
  ['https://teams.microsoft.com/l/meetup-join/19%3ameeting', 'Microsoft Teams'],
  ['https://meet.google.com/abc-defg-hij', 'Google Meet'],
  ['https://meeting.tencent.com/dm/abc', 'Tencent Meeting (腾讯会议)'],
  ['wemeet://page/inmeeting?meeting_code=1', 'Tencent Meeting (腾讯会议)'],
  ['https://acme.webex.com/meet/x', 'Webex'],
  ['https://meeting.dingtalk.com/j/x', 'DingTalk (钉钉)'],
  ['https://vc.feishu.cn/j/123456789', 'Feishu (飞书)'],
  ['https://vc.larksuite.com/j/123456789', 'Lark'],
  ['https://meet.goto.com/123456789', 'GoTo Meeting'],
  ['https://bluejeans.com/123456789', 'BlueJeans'],
])('says whose link it is: %s', (link, vendor) => {
  expect(readJoinUrl(link)).toEqual({ is: 'elsewhere', vendor });
});

describe('a hostile text', () => {
  it.each([
    ['https://meeting.huaweicloud.com.evil.example/#/j/914083136', 'host'],
    ['https://evil.example/meeting.huaweicloud.com/#/j/914083136', 'host'],
    ['https://evil-zoom.us/j/1', 'host'],
    ['https://meeting.huaweicloud.com@evil.example/#/j/914083136', 'disguised'],
    ['https://evil.example@meeting.huaweicloud.com/#/j/914083136', 'disguised'],
    ['https://@meeting.huaweicloud.com/#/j/914083136', 'disguised'],
    ['https://meeting.huaweicloud.com\\@evil.example/#/j/914083136', 'disguised'],
    ['https://meeting.huawei\ncloud.com/#/j/914083136', 'disguised'],
    ['https://meeting.huawei\u200bcloud.com/#/j/914083136', 'disguised'],
    ['https://mееting.huaweicloud.com/#/j/914083136', 'host'],
    ['https://meeting.huaweicloud.com:8080/#/j/914083136', 'host'],
    ['https://dwz.cn/abcdefgh', 'host'],
    ['javascript:alert(1)//meeting.huaweicloud.com/#/j/914083136', 'not-a-link'],
    ['file:///#/j/914083136', 'not-a-link'],
    ['constructor://x', 'not-a-link'],
    ['https://constructor.__proto__/', 'host'],
    ['会议', 'not-a-link'],
    ['https://[', 'not-a-link'],
    [`https://meeting.huaweicloud.com/#/j/914083136/${'a'.repeat(3000)}`, 'too-long'],
  ])('is not taken for a link of a vendor: %j', (text, why) => {
    expect(readJoinUrl(text)).toMatchObject({ is: 'unknown', why });
  });

  it('is told which hosts are known, and never its own words', () => {
    const reading = readJoinUrl('https://evil.example/secret');
    expect(reading).toMatchObject({
      knownHosts: expect.arrayContaining(['meeting.huaweicloud.com', 'n.qsh1.cn']),
    });
    expect(JSON.stringify(reading)).not.toMatch(/evil|secret/);
  });

  it('is read in no time, whatever it is', () => {
    const parts = fc.constantFrom(
      '/',
      '/j/',
      '#',
      '%23',
      '1',
      '-',
      ' ',
      '.',
      ':',
      '@',
      '?',
      'a',
      'tang:///',
      'cloudlink://',
      'conf_id=',
      '<',
      '。',
      'https://n.qsh1.cn',
    );
    const texts = fc.oneof(
      fc.array(parts, { maxLength: 40 }).map((list) => list.join('')),
      fc.tuple(parts, parts, parts).map(([a, b, c]) => a + b.repeat(4000) + c),
      fc.tuple(parts, parts).map(([a, b]) => (a + b).repeat(1000)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const began = performance.now();
        readJoinUrl(text);
        expect(performance.now() - began).toBeLessThan(1000);
      }),
      { numRuns: 2000 },
    );
  });
});
