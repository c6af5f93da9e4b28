import { expect, it } from 'vitest';
import { createVendors } from '../../mocks/vendors.ts';
import { HUGE } from '../../mocks/world/size.ts';
import { DAY, HUAWEI, huaweiCaller, NOW } from '../support/simulation.ts';

// Nobody waits for more than 50 ms; the bounds leave room for the garbage collector, whose threads count as well.
const MOST_MS = 100;
const MOST_CPU_MS = 30_000;
const MOST_BYTES = 400_000_000;
const history = (from: number, more: string) =>
  `${HUAWEI.meetings}/history?startDate=${from}&endDate=${NOW}&limit=2&${more}`;

it.each([
  ['half a year that is searched for what hardly any has', history(NOW - 183 * DAY, 'searchKey=98765')],
  ['half a year by what is recorded', history(NOW - 183 * DAY, 'sortType=DSC_RecordTYPE')],
  ['what nearly everything has', history(NOW - 183 * DAY, 'searchKey=9')],
  ['what is to come, of one’s own', `${HUAWEI.meetings}?limit=2`],
])('in a huge enterprise, others have their turn during %s', async (_, path) => {
  const vendors = createVendors({ now: NOW, size: HUGE });
  const call = await huaweiCaller(vendors);
  const before = process.memoryUsage().heapUsed;
  // What is made once.
  await call(`${HUAWEI.webinars}/ongoing`);
  const worst = worstTurn();
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }, 20);
  const { status } = await call(path);
  clearInterval(timer);
  const { turn, all } = worst.stop();
  expect(status).toBe(200);
  expect(turn).toBeLessThan(MOST_MS);
  expect(all).toBeLessThan(MOST_CPU_MS);
  expect(most).toBeLessThan(MOST_BYTES);
});

/** The CPU time that the longest turn of the event loop takes, and all of them: a machine that is busy with others adds nothing. */
function worstTurn() {
  const begun = process.cpuUsage();
  const spent = (since: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(since);
    return Math.round((user + system) / 1_000);
  };
  let [turn, last, stopped] = [0, begun, false];
  const look = () => {
    turn = Math.max(turn, spent(last));
    last = process.cpuUsage();
    if (!stopped) setImmediate(look);
  };
  setImmediate(look);
  return {
    stop() {
      stopped = true;
      return { turn, all: spent(begun) };
    },
  };
}
