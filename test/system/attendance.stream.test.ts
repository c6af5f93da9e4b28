import { expect, it } from 'vitest';
import { streamAttendance } from '../support/streamAttendance.ts';

const ROWS = 100_000;
const MOST_MIB = 64;
/** With answers that others may share, of which some outlast a rest: they are bounded, and what is kept by mistake is not. */
const MOST_AT_REST_MIB = 96;
/** What an isolate may have. [Workers, limits] */
const LIMIT_MIB = 128;

it('100,000 rows of attendance are streamed while a page of them is held, and no faster than they are read', async () => {
  const { status, rows, held, atRest, waits } = await streamAttendance(ROWS);
  expect(status).toBe(200);
  expect(rows).toBeGreaterThanOrEqual(ROWS);
  expect(held).toHaveLength(10);
  for (const { objects, buffers } of held) {
    expect(objects).toBeLessThan(MOST_MIB);
    expect(objects + buffers).toBeLessThan(LIMIT_MIB);
  }
  expect(waits).toBe(true);
  expect(atRest.objects + atRest.buffers).toBeLessThan(MOST_AT_REST_MIB);
});
