import { describe, expect, it } from 'vitest';
import { redactor } from '../../../functions/core/redact.ts';

const all = redactor(['secret', 'personal']);

describe('of a text is taken out', () => {
  it.each([
    ['password: 264301 is wrong', 'password: [withheld] is wrong'],
    ['Passwd=hunter', 'Passwd=[withheld]'],
    ['{"pwd":"hunter"}', '{"pwd":"[withheld]"}'],
    ['<pin>hunter</pin>', '<pin>[withheld]</pin>'],
    ['password "hunter2" rejected', 'password "[withheld]" rejected'],
    ['password 264301 is wrong', 'password [withheld] is wrong'],
    ['the PIN is 8841.', 'the PIN is [withheld]'],
    ['access code 8841-22', 'access code [withheld]'],
    ['pcode2=5d41', 'pcode2=[withheld]'],
    ['token abc123,def, please', 'token [withheld], please'],
    ['密码：264301，请核对', '密码：[withheld]，请核对'],
    ['密码264301错误', '密码[withheld]错误'],
    ['口令=春天', '口令=[withheld]'],
    ['see https://n.qsh1.cn/k/ab?x=1, now', 'see [withheld] now'],
    ['n.qsh1.cn/k/ab', '[withheld]'],
    ['rtmp://live.example/a', '[withheld]'],
    ['Authorization eyJhbGciOiJI.eyJzdWIiOiIx.sig', 'Authorization [withheld]'],
  ])('a secret: %j', (text, left) => {
    expect(all(text)).toBe(left);
    expect(redactor(['secret'])(text)).toBe(left);
    expect(redactor(['personal'])(text)).toBe(text);
  });

  it.each([
    ['user li.lei@example.com locked', 'user [withheld] locked'],
    ['联系人li.lei+x@例子.公司。', '联系人[withheld]。'],
    ['cut off: li.lei@exa', 'cut off: [withheld]'],
    ['call +86 139-1234-5678 now', 'call [withheld] now'],
    ['call +1 (555) 010-9999', 'call [withheld]'],
    ['张三13912345678', '张三[withheld]'],
    ['139 1234 5678', '[withheld]'],
    ['tel 010-12345678', 'tel [withheld]'],
    ['from 10.0.0.1:443', 'from [withheld]:443'],
    ['from 2001:db8::ff00:42', 'from [withheld]'],
    ['from fe80:0:0:0:1:2:3:4', 'from [withheld]'],
  ])('a personal datum: %j', (text, left) => {
    expect(all(text)).toBe(left);
    expect(redactor(['personal'])(text)).toBe(left);
    expect(redactor(['secret'])(text)).toBe(text);
  });

  it.each([
    'CONF_NOT_FOUND_OR_AUTH_FAILED',
    'MMC.111072065',
    'USG.206010025 App ID auth failed',
    'The vendor refuses a token that it has just issued.',
    'The password is wrong for conference 981326872',
    'token expired',
    '密码错误',
    '令牌无效，请重新登录',
    '2021-04-30 02:13',
    '2024-05-14T10:00:00+08:00',
    '9cc9db0ba95911eba637897a0ff0f70e',
    '981326872',
    '201501000037434973',
    'confopenapiserver-10.1.2.3-1654608600.123.1',
    '10.1.2.3_20240514_100000_123',
    '网络研讨会_1000方观众 v1.2/3',
    'Opinion: shipping 5 boxes, 3:2:1',
    '125.711156ms',
    '',
  ])('nothing of %j', (text) => {
    expect(all(text)).toBe(text);
  });
});
