import { expect, it } from 'vitest';
import { streamAttendance } from '../support/streamAttendance.ts';

const ROWS = 100_000;
const MOST_MIB = 64;

it('100,000 rows of attendance are streamed while a page of them is held', async () => {
  const { status, rows, held } = await streamAttendance(ROWS);
  expect(status).toBe(200);
  expect(rows).toBeGreaterThanOrEqual(ROWS);
  expect(held).toHaveLength(10);
  expect(Math.max(...held)).toBeLessThan(MOST_MIB);
});
