import { parseArgs } from 'node:util';
import { calledAs } from './calledAs.ts';
import { type Check, examine } from './examine.ts';
import { GATEWAY_OPTIONS, GATEWAY_USAGE, gatewayAt } from './gatewayAt.ts';
import { runCommand } from './runCommand.ts';

const USAGE = `${calledAs('doctor')} [options]: looks at a deployment from outside, and says what to mend

${GATEWAY_USAGE}
  --json               one JSON object: { "ok", "checks": [{ "name", "state", "detail", "remedy" }] }
  --help               this text

A check is ok, a note (it may be meant so), or wrong. Code 1: something is wrong.`;

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      ...GATEWAY_OPTIONS,
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const checks: Check[] = [];
  for await (const check of examine(gatewayAt(values), Date.now)) {
    checks.push(check);
    if (!values.json) console.log(line(check));
  }
  const ok = checks.every(({ state }) => state !== 'wrong');
  if (values.json) console.log(JSON.stringify({ ok, checks }, null, 2));
  return ok ? 0 : 1;
});

function line({ name, state, detail, remedy }: Check): string {
  return `${state.padEnd(5)} ${name.padEnd(16)} ${detail}${remedy === undefined ? '' : ` → ${remedy}`}`;
}
