import { expect, it } from 'vitest';
import { goDuration } from '../../../mocks/quanshi/goDuration.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { NOW, QUANSHI, quanshiCaller } from '../../support/simulation.ts';

// What Go's own documentation and tests of time.Duration print.
it.each([
  [0, '0s'],
  [1, '1ns'],
  [1_100, '1.1µs'],
  [2_200_000, '2.2ms'],
  [3_300_000_000, '3.3s'],
  [4 * 60_000_000_000 + 5_000_000_000, '4m5s'],
  [4 * 60_000_000_000 + 5_001_000_000, '4m5.001s'],
  [5 * 3_600_000_000_000 + 6 * 60_000_000_000 + 7_001_000_000, '5h6m7.001s'],
  [8 * 60_000_000_000 + 1, '8m0.000000001s'],
  [38_849_885, '38.849885ms'],
  [125_711_156, '125.711156ms'],
  [38_849_000, '38.849ms'],
  [38_000_000, '38ms'],
])('%i nanoseconds are %s', (nanoseconds, text) => {
  expect(goDuration(nanoseconds)).toBe(text);
});

it('no call’s duration ends in a zero of its fraction', async () => {
  const ask = await quanshiCaller(createVendors({ now: NOW }));
  for (let n = 0; n < 100; n++)
    expect((await ask(QUANSHI.live, {})).body.request_duration).toMatch(/^\d+(\.\d*[1-9])?ms$/);
});
