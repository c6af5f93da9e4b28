import { parseArgs } from 'node:util';
import { isRecord } from '../core/isRecord.ts';
import { GATEWAY_OPTIONS, type GatewayAt, gatewayAt, said } from './gatewayAt.ts';
import { UsageError } from './runCommand.ts';

/** What `npm run hooks` says of these. */
export const EVENT_USAGE = `  connect <provider> [--account <name>] [--origin <URL>] [--check | --remove]
      has a vendor push its events to the gateway, looks whether it does, or has it stop; --origin: where the
      vendor reaches the gateway, unless where --url does
  trigger <event> [--<member> <value> …]
      lets an event happen at the simulation of \`npm start\`: meeting.started, meeting.join, meetingbegin, …`;

/** `connect` and `trigger`. @returns the code that the command ends with */
export function eventCommand(command: 'connect' | 'trigger', args: string[]): Promise<number> {
  return command === 'connect' ? connect(args) : trigger(args);
}

async function connect(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...GATEWAY_OPTIONS,
      account: { type: 'string', default: 'default' },
      origin: { type: 'string' },
      check: { type: 'boolean', default: false },
      remove: { type: 'boolean', default: false },
    },
  });
  const [provider, ...others] = positionals;
  if (!provider || others.length > 0) throw new UsageError('connect takes one provider, such as huawei.');
  if (values.check && values.remove) throw new UsageError('--check and --remove do not go together.');
  const { account, origin } = values;
  const path = `/v1/events/${encodeURIComponent(provider)}/${encodeURIComponent(account)}/connect`;
  const method = values.check ? 'GET' : values.remove ? 'DELETE' : 'POST';
  const body = method === 'POST' ? { body: JSON.stringify(origin === undefined ? {} : { origin }) } : {};
  const state = await asked(gatewayAt(values), path, { method, ...body });
  const { status, url, expected } = state;
  console.log(
    {
      connected: `The vendor pushes the events of ${provider}/${account} to ${url}.`,
      stopped: `The push of ${provider}/${account} to ${url} is registered and not started.`,
      locked: `The vendor has locked the push of ${provider}/${account} to ${url}.`,
      absent: `The vendor pushes no events of ${provider}/${account}.`,
    }[String(status)] ?? JSON.stringify(state),
  );
  if (status === 'connected' && url !== expected) console.log(`This gateway would be told at ${expected}.`);
  return method === 'POST' && status !== 'connected' ? 1 : 0;
}

/** Members of the demand are the vendor's own; the simulation says which there are. */
async function trigger(args: string[]): Promise<number> {
  const { values, positionals, tokens } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: GATEWAY_OPTIONS,
  });
  const members: Record<string, unknown> = {};
  const words = [...positionals];
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name === 'url' || token.name === 'key') continue;
    // Without a declaration, the word behind an option counts as one by itself.
    const next = words.indexOf(args[token.index + 1] ?? '');
    const value = token.value ?? (next < 0 ? '' : (words.splice(next, 1)[0] ?? ''));
    members[token.name] = /^\d{1,9}$/.test(value) && token.name !== 'conferenceId' ? Number(value) : value;
  }
  const [event, ...others] = words;
  if (!event || others.length > 0) throw new UsageError('trigger takes one event, such as meeting.started.');
  const gateway = gatewayAt({
    url: String(values.url ?? '') || undefined,
    key: String(values.key ?? '') || undefined,
  });
  const body = JSON.stringify({ event, ...members });
  const { deliveries = [] } = await asked(gateway, '/__mock/events', { method: 'POST', body });
  for (const one of deliveries as {
    vendor: string;
    event: string;
    status: string;
    attempts: { status?: number; error?: string }[];
  }[]) {
    const last = one.attempts.at(-1);
    console.log(
      `${one.event} of ${one.vendor}: ${one.status}, answered ${last?.status ?? last?.error ?? 'nothing yet'}`,
    );
  }
  return 0;
}

/** @throws Error with what was said */
async function asked(gateway: GatewayAt, path: string, init: RequestInit): Promise<Record<string, unknown>> {
  const answer = await gateway.ask(path, init);
  const { body } = answer;
  if (answer.status < 300 && isRecord(body)) return body;
  // The simulation's own refusals are no problems.
  throw new Error(isRecord(body) && typeof body.error === 'string' ? body.error : said(answer));
}
