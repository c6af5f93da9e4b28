import type { Vendor } from '../core/request.ts';
import { huaweiEvents } from '../huawei/events/huaweiEvents.ts';
import { quanshiEvents } from '../quanshi/events/quanshiEvents.ts';
import type { World } from '../world.ts';
import { HUAWEI_EVENTS, QUANSHI_EVENTS, type WorldEvent } from './worldEvent.ts';

/**
 * Everything the vendors have to tell of between two instants (ms since 1970, `from` not included), as it happened:
 * by time, and in its natural order where several things happen at once.
 */
export type EventsBetween = (
  from: number,
  to: number,
  wanted: (vendor: Vendor, name: string) => boolean,
) => readonly WorldEvent[];

/**
 * The events of a world: a pure function of two instants, so that the same hour brings the same events however often it
 * passes.
 *
 * @example eventsOf(world)(noon, noon + 60_000, (vendor) => vendor === 'huawei')
 */
export function eventsOf(world: World): EventsBetween {
  const huawei = huaweiEvents(world);
  const quanshi = quanshiEvents(world);
  return (from, to, wanted) =>
    [
      ...huawei(from, to, (name) => wanted('huawei', name)),
      ...quanshi(from, to, (name) => wanted('quanshi', name)),
    ].sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

const ORDER: readonly string[] = [...HUAWEI_EVENTS, ...QUANSHI_EVENTS];
const rank = ({ name }: WorldEvent) => ORDER.indexOf(name);
