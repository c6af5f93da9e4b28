import { parseArgs } from 'node:util';
import { commandLine, interruption } from './commandLine.ts';
import { exampleRequest, type ListedOperation } from './curlLine.ts';
import { demoKey, listOperations } from './listOperations.ts';
import { startGateway } from './startGateway.ts';
import { type Step, webhookDemo } from './webhookDemo.ts';

const usage = `npm run demo [-- options]: every operation once, through the gateway, to the simulated vendors

  --webhooks   instead: a hook, called signed, forged and twice; a receiver that is told of a simulated meeting
  --json       one JSON object on standard output: { "operations": [{ "id", "status", "ms", "body" }] },
               with --webhooks { "steps": [{ "step", "ok", "found" }] }
  --help       this text`;

/** What came of one operation. */
interface Outcome {
  id: string;
  status: number;
  ms: number;
  body: unknown;
}

const deadline = 120_000;
const linesShown = 8;

const readOptions = () =>
  parseArgs({
    options: {
      webhooks: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;

await commandLine(usage, readOptions, async ({ json, webhooks }) => {
  const tooLate = AbortSignal.timeout(deadline);
  const signal = AbortSignal.any([tooLate, interruption()]);
  const outcomes: Outcome[] = [];
  const steps: Step[] = [];
  try {
    const gateway = await startGateway({ signal, log: () => undefined });
    try {
      if (webhooks) {
        const tell = (step: Step) => json || console.log(describeStep(step));
        steps.push(...(await webhookDemo(gateway.url, signal, tell)));
      } else
        for (const operation of await listOperations(gateway.url, signal)) {
          const outcome = await call(gateway.url, operation, signal);
          outcomes.push(outcome);
          if (!json) console.log(describe(gateway.url, operation, outcome));
        }
    } finally {
      await gateway.stop();
    }
  } catch (error) {
    if (tooLate.aborted) throw new Error(`The demo was not over after ${deadline / 1000} s: it was stopped.`);
    throw error;
  }
  if (json) console.log(JSON.stringify(webhooks ? { steps } : { operations: outcomes }, null, 2));
  if (webhooks) {
    const missing = steps.filter(({ ok }) => !ok).map(({ step, found }) => `${step}: ${found}`);
    if (missing.length > 0) throw new Error(`Missing:\n${missing.join('\n')}`);
    return;
  }
  const failed = outcomes.filter(({ status }) => status < 200 || status > 299);
  if (failed.length > 0) throw new Error(`Failed: ${failed.map(({ id }) => id).join(', ')}.`);
  if (outcomes.length === 0) throw new Error('The gateway has no operations.');
});

async function call(baseUrl: string, operation: ListedOperation, signal: AbortSignal): Promise<Outcome> {
  const { url, ...request } = exampleRequest(baseUrl, demoKey, operation);
  const start = performance.now();
  const answer = await fetch(url, { ...request, signal });
  const text = await answer.text();
  const ms = Math.round(performance.now() - start);
  return { id: operation.id, status: answer.status, ms, body: parse(text) };
}

/** The body as JSON; an answer that is not JSON is shown as it came. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describeStep({ step, ok, found }: Step): string {
  return `${ok ? '✓' : '✗'} ${step}\n    ${found}`;
}

function describe(baseUrl: string, operation: ListedOperation, { id, status, ms, body }: Outcome): string {
  const request = exampleRequest(baseUrl, demoKey, operation);
  const lines = JSON.stringify(body, null, 2).split('\n');
  const more = lines.length - linesShown;
  return [
    id,
    `  ${request.method} ${request.url.slice(baseUrl.length)} ${request.body ?? ''}`.trimEnd(),
    `  ${status} in ${ms} ms`,
    ...lines.slice(0, linesShown).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … ${more} more lines`] : []),
    '',
  ].join('\n');
}
