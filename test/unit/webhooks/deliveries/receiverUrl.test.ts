import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../functions/core/problem.ts';
import { requireReceiver } from '../../../../functions/webhooks/deliveries/receiverUrl.ts';

const open = { loopbackReceivers: false, receiverPorts: [443], gatewayHosts: ['gate.example.com'] };
const local = { ...open, loopbackReceivers: true };

const refusalOf = (url: string, rules: Parameters<typeof requireReceiver>[2]): Problem => {
  try {
    requireReceiver(url, 'url', rules);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${url} was taken`);
};

describe('a receiver in the open', () => {
  it.each([
    'https://receiver.example/hook',
    'https://receiver.example:443/hook?token=abc',
    'https://hooks.sub.receiver.example',
    'https://xn--fiqs8s.example/hook',
    'https://10.receiver.example/',
    'https://internal.receiver.example/',
    'https://local.example/',
  ])('is taken: %s', (url) => {
    expect(requireReceiver(url, 'url', { config: open, host: 'gate.example.org' }).href).toContain(
      'https://',
    );
  });

  it('may listen on another port only where that is configured', () => {
    const rules = { ...open, receiverPorts: [443, 8443] };
    expect(requireReceiver('https://receiver.example:8443/', 'url', { config: rules }).port).toBe('8443');
    expect(refusalOf('https://receiver.example:8443/', { config: open }).message).toContain('port 443');
  });
});

/** Each in more spellings than anybody types by chance. */
const HOSTILE: readonly [string, string][] = [
  ['plain HTTP', 'http://receiver.example/'],
  ['another scheme', 'ftp://receiver.example/'],
  ['a script', 'javascript:alert(1)'],
  ['a file', 'file:///etc/passwd'],
  ['data', 'data:text/plain,hello'],
  ['no URL', 'receiver.example/hook'],
  ['nothing', ''],
  ['another port', 'https://receiver.example:8443/'],
  ['the port of SSH', 'https://receiver.example:22/'],
  ['loopback', 'https://127.0.0.1/'],
  ['loopback, short', 'https://127.1/'],
  ['loopback, hexadecimal', 'https://0x7f.1/'],
  ['loopback, one hexadecimal number', 'https://0x7f000001/'],
  ['loopback, one number', 'https://2130706433/'],
  ['loopback, octal', 'https://0177.0.0.01/'],
  ['loopback, wide digits', 'https://１２７．０．０．１/'],
  ['loopback, wide dots', 'https://127。0。0。1/'],
  ['loopback, percent-encoded', 'https://%31%32%37.0.0.1/'],
  ['loopback, dot at the end', 'https://127.0.0.1./'],
  ['loopback, IPv6', 'https://[::1]/'],
  ['loopback, IPv6 at length', 'https://[0:0:0:0:0:0:0:1]/'],
  ['loopback, IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/'],
  ['loopback, IPv4 in IPv6 in hexadecimal', 'https://[::ffff:7f00:1]/'],
  ['loopback by NAT64', 'https://[64:ff9b::7f00:1]/'],
  ['any address', 'https://0.0.0.0/'],
  ['any address, short', 'https://0/'],
  ['any address, IPv6', 'https://[::]/'],
  ['a private network', 'https://10.0.0.1/'],
  ['a private network of IPv6', 'https://[fd00::1]/'],
  ['the link', 'https://169.254.169.254/latest/meta-data/'],
  ['the link, one number', 'https://2852039166/'],
  ['a public address, too', 'https://8.8.8.8/'],
  ['a name without a dot', 'https://receiver/'],
  ['localhost', 'https://localhost/'],
  ['localhost in capitals', 'https://LOCALHOST/'],
  ['localhost, dot at the end', 'https://localhost./'],
  ['below localhost', 'https://receiver.localhost/'],
  ['mDNS', 'https://printer.local/'],
  ['mDNS, dot at the end', 'https://printer.local./'],
  ['mDNS, wide letters', 'https://printer.ｌｏｃａｌ/'],
  ['a cloud of one', 'https://metadata.google.internal/'],
  ['a home', 'https://router.home.arpa/'],
  ['an office', 'https://wiki.corp/'],
  ['a dot at the end', 'https://receiver.example./'],
  ['a user', 'https://user@receiver.example/'],
  ['a password', 'https://user:word@receiver.example/'],
  ['a user that looks like a host', 'https://receiver.example@127.0.0.1/'],
  ['a fragment', 'https://receiver.example/#@127.0.0.1'],
  ['a backslash', 'https://receiver.example\\@127.0.0.1/'],
  ['a tab within', 'https://receiver.exa\tmple/'],
  ['a line break within', 'https://receiver.example/\r\nHost: inner'],
  ['a space before', ' https://receiver.example/'],
  ['a NUL', 'https://receiver.example/\0'],
  ['a URL without end', `https://receiver.example/${'x'.repeat(2_048)}`],
  ['the gateway by its name', 'https://gate.example.com/v1/hooks/one'],
  ['the gateway in capitals', 'https://GATE.example.COM/'],
  ['the gateway as it was asked', 'https://gate.example.org/'],
  ['the gateway, with its port', 'https://gate.example.org:443/'],
];

describe('no receiver is', () => {
  it.each(HOSTILE)('%s', (_, url) => {
    const rules = { config: open, host: 'gate.example.org' };
    const { slug, members, message } = refusalOf(url, rules);
    expect(slug).toBe('invalid-input');
    expect(members.errors?.[0]?.field).toBe('url');
    if (url.length > 12) expect(message).not.toContain(url.trim().slice(8, 20));
  });
});

describe('on a machine where loopback receivers are allowed', () => {
  it.each([
    'http://127.0.0.1:3000/hook',
    'http://localhost:3000/hook',
    'https://localhost:3443/hook',
    'http://[::1]:3000/hook',
    'http://0x7f.1:3000/hook',
  ])('%s is taken', (url) => {
    expect(requireReceiver(url, 'url', { config: local, host: '127.0.0.1:8787' }).port).not.toBe('');
  });

  it.each([
    ['another machine', 'http://10.0.0.1:3000/'],
    ['all addresses', 'http://0.0.0.0:3000/'],
    ['plain HTTP elsewhere', 'http://receiver.example/'],
    ['another scheme', 'ftp://localhost/'],
    ['the gateway', 'http://127.0.0.1:8787/v1/hooks/one'],
    ['the gateway by another name', 'http://localhost:8787/v1/hooks/one'],
    ['the gateway by IPv6', 'http://[::1]:8787/v1/hooks/one'],
  ])('%s is not', (_, url) => {
    expect(refusalOf(url, { config: local, host: '127.0.0.1:8787' }).slug).toBe('invalid-input');
  });
});
