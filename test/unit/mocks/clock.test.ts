import { describe, expect, it } from 'vitest';
import { readInstant, readSpan } from '../../../mocks/core/instant.ts';
import { createVendors } from '../../../mocks/vendors.ts';
import { NOW } from '../../support/simulation.ts';

describe('the clock', () => {
  it('stands still at an instant unless it is told a speed', () => {
    expect(createVendors({ now: NOW }).clock.speed).toBe(0);
    expect(createVendors({ now: NOW }).clock.now()).toBe(NOW);
    expect(createVendors({ now: NOW, speed: 60 }).clock.speed).toBe(60);
  });

  it('runs at its speed over the machine’s', () => {
    let machine = 1_000;
    const { clock } = createVendors({ now: () => machine, speed: 60 });
    expect(clock.now()).toBe(1_000);
    machine += 500;
    expect(clock.now()).toBe(1_000 + 30_000);
  });

  it('jumps without losing its speed, and changes speed without jumping', () => {
    let machine = 0;
    const { clock } = createVendors({ now: () => machine });
    clock.set(NOW);
    machine += 10;
    expect(clock.now()).toBe(NOW + 10);
    clock.setSpeed(1000);
    expect(clock.now()).toBe(NOW + 10);
    machine += 1;
    expect(clock.now()).toBe(NOW + 1010);
    clock.advance(-10);
    expect([clock.now(), clock.speed]).toEqual([NOW + 1000, 1000]);
  });

  it('tells of every jump until it is no longer asked to', () => {
    const { clock } = createVendors({ now: NOW });
    const heard: number[] = [];
    const stop = clock.onChange(() => heard.push(clock.now() - NOW));
    clock.advance(5);
    stop();
    clock.advance(5);
    expect(heard).toEqual([5]);
  });

  it('moves the world: a webinar is over when its end has come', () => {
    const { clock, world } = createVendors({ now: NOW });
    const [, first] = world.huawei.ongoing('webinar', clock.now());
    clock.set(first?.load().end ?? 0);
    const ids = world.huawei.ongoing('webinar', clock.now()).map((one) => one.conferenceId);
    expect(ids).not.toContain(first?.conferenceId);
  });

  it('goes on in a copy of the state', () => {
    let machine = 0;
    const first = createVendors({ now: () => machine, speed: 10, seed: 7 });
    first.clock.set(NOW);
    const second = createVendors({ now: () => machine, state: structuredClone(first.state) });
    machine += 100;
    expect(second.clock.now()).toBe(NOW + 1000);
    expect(second.world.seed).toBe(7);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-02T10:40:00+08:00', NOW],
    ['2026-03-02T02:40Z', NOW],
    [NOW, NOW],
    ['2026-03-02T09:00:00', undefined],
    ['yesterday', undefined],
    [1.5, undefined],
    ['2026-13-02T09:00:00Z', undefined],
  ])('%s is read as %s', (text, expected) => expect(readInstant(text)).toBe(expected));
});

describe('a span', () => {
  it.each([
    ['90s', 90_000],
    ['-30m', -1_800_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    [250, 250],
    ['2 hours', undefined],
    ['', undefined],
  ])('%s is read as %s', (text, expected) => expect(readSpan(text)).toBe(expected));
});
