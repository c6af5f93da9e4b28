import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { normalise } from '../../functions/core/normalise.ts';
import { notesOf } from '../../functions/core/notes.ts';
import { vendorOperations as operations } from '../../functions/registry.ts';
import { equipment, room } from '../../functions/vendors/quanshi/schemas.ts';
import { call } from '../support/gateway.ts';
import { useVendors } from '../support/vendors.ts';

useVendors({ seed: 3 });
interface Printed {
  operation: string;
  body: unknown;
}
const printed = import.meta.glob<Printed>('../../fixtures/documents/*.json', {
  eager: true,
  import: 'default',
});
const fixture = (name: string) => {
  const found = printed[`../../fixtures/documents/${name}.json`];
  if (!found) throw new Error(`There is no fixture ${name}.`);
  return found;
};
const read = (output: z.ZodType, result: unknown) =>
  normalise(structuredClone(result), { output, variants: [], provider: 'quanshi' });

const documented = operations.filter(({ id }) => `../../fixtures/documents/${id}.response.json` in printed);

describe.each(documented)('the printed answer of $id', (operation) => {
  const { id, provider, output, variants } = operation;
  const { body } = fixture(`${id}.response`);
  const outcome = provider.unwrap({
    status: 200,
    headers: new Headers(),
    bytes: new Uint8Array(),
    text: '',
    json: body,
  });

  it('is the example that the gateway shows', () => {
    expect(outcome).toEqual({ result: notesOf(operation).example.output });
  });

  it('is read without the loss of a field', () => {
    const { result } = outcome as { result: unknown };
    const { met } = normalise(structuredClone(result), { output, variants, provider: provider.id });
    expect(met.filter((name) => name.endsWith('unreadable'))).toEqual([]);
  });
});

describe('the printed samples of rooms and devices', () => {
  it('are read without the loss of a field', () => {
    const houses = read(z.array(equipment), fixture('quanshi.getConferenceByJoinUrl.houseList').body);
    expect(houses.met).toEqual([]);
    expect(houses.value).toMatchObject([{ DeviceName: '杏花村', Floor: 14 }, { DeviceName: '杏花村2' }]);
    const rooms = read(z.array(room), fixture('quanshi.getConferenceByJoinUrl.detailHouseList').body);
    // The table has text where the sample has a number.
    expect(rooms.met).toEqual(['[].Floor as number']);
    expect(rooms.value).toMatchObject([
      { Floor: '14', SubDevices: [{ DeviceName: '盒子' }, { DeviceName: '盒子2' }] },
    ]);
  });
});

describe('what the simulated vendors answer', () => {
  // On the morning of a working day, when there is much to answer.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T10:00:00+08:00') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['huawei.listOngoingWebinars', '/v1/huawei/webinars/ongoing?limit=500'],
    [
      'huawei.searchAttendanceRecords',
      '/v1/huawei/conferences/6a3c1e00d7b211eeb5f10255ac101f01/attendees?limit=500',
    ],
    ['quanshi.listLiveConferences', '/v1/quanshi/conferences/live?count=500'],
  ])('to %s is read without the loss of a field, in every row', async (id, path) => {
    const operation = operations.find((one) => one.id === id);
    if (!operation) throw new Error(`There is no ${id}.`);
    const response = await call(`${path}${path.includes('?') ? '&' : '?'}raw=true`);
    const json = (await response.json()) as { result?: unknown };
    const result = operation.provider.id === 'huawei' ? json : json.result;
    const { output, variants, provider } = operation;
    const { met } = normalise(structuredClone(result), { output, variants, provider: provider.id });
    expect(met.filter((name) => name.endsWith('unreadable'))).toEqual([]);
    expect(JSON.stringify(result).length).toBeGreaterThan(5_000);
  });
});
