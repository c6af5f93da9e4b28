import { type HuaweiWorld, huaweiWorld } from './huawei/world/huaweiWorld.ts';
import { type QuanshiWorld, quanshiWorld } from './quanshi/world/quanshiWorld.ts';
import { type People, people } from './world/people.ts';
import { SMALL, type WorldSize } from './world/size.ts';

/** One enterprise, as both vendors see it. */
export interface World {
  readonly seed: number;
  readonly size: WorldSize;
  readonly people: People;
  readonly huawei: HuaweiWorld;
  readonly quanshi: QuanshiWorld;
}

/**
 * The enterprise of a seed: a pure function of seed and clock. Whatever depends on time takes it as a parameter, in
 * milliseconds; equal arguments give equal answers in any order of calls.
 *
 * @example createWorld(42).huawei.ongoingWebinars(Date.UTC(2026, 2, 2, 1)).length // 37
 */
export function createWorld(seed: number, size: WorldSize = SMALL): World {
  const staff = people(seed, size.people);
  return {
    seed,
    size,
    people: staff,
    huawei: huaweiWorld(seed, size, staff),
    quanshi: quanshiWorld(seed, size, staff),
  };
}
