/**
 * A line of the log as a person reads it: one a call, short and in columns. In production the same line is JSON. Undefined for
 * what says nothing more, such as wrangler's own line for each request.
 *
 * @example readableLine('{"event":"call","operation":"meetings.list","status":200,…}', '23:55:01') // '23:55:01 200 meetings.list  12 ms …'
 */
export function readableLine(line: string, time: string): string | undefined {
  if (/^\[wrangler:info\]/.test(line)) return undefined;
  // Where several Workers run, wrangler says which one speaks.
  const entry = parsed(line.replace(/^\[[\w-]+\] /, ''));
  if (!entry) return line;
  const { event, ...rest } = entry;
  if (event !== 'call')
    return `${time} ${[event, ...Object.entries(rest).map(([name, value]) => `${name}=${text(value)}`)].join(' ')}`;
  const { status, operation, ms, caller, account, cache, problem } = rest;
  return [
    time,
    text(status),
    text(problem ?? '').padEnd(problem === undefined ? 0 : 18),
    text(operation).padEnd(30),
    `${text(ms)} ms`.padStart(8),
    text(caller),
    text(account),
    text(cache).replace('meetgate; ', ''),
  ]
    .filter(Boolean)
    .join('  ');
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = line.startsWith('{') ? JSON.parse(line) : undefined;
    return typeof value === 'object' && value !== null && 'event' in value ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
