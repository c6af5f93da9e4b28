const HOUR = 3_600_000;
// What lasts longer than any vendor lets a meeting last is looked at whatever the hour.
const LONGEST = 48;

/** Things by the hours that they touch, so that those of an interval are found without a look at the others. */
export interface Hours {
  /** Puts a thing under the hours of some spans of time, and under no others. */
  set(id: string, spans: readonly (readonly [number, number])[]): void;
  remove(id: string): void;
  /** The things that may touch an interval, its ends included; each once, in no order. */
  within(from: number, to: number): Iterable<string>;
}

/** An index that is empty. */
export function hours(): Hours {
  const byHour = new Map<number, Set<string>>();
  const always = new Set<string>();
  const places = new Map<string, readonly number[]>();
  const remove = (id: string) => {
    for (const hour of places.get(id) ?? []) {
      const here = byHour.get(hour);
      here?.delete(id);
      if (here?.size === 0) byHour.delete(hour);
    }
    places.delete(id);
    always.delete(id);
  };
  return {
    remove,
    set(id, spans) {
      remove(id);
      const touched = new Set<number>();
      for (const [from, to] of spans) {
        const [first, last] = [Math.floor(from / HOUR), Math.floor(to / HOUR)];
        if (!(last - first <= LONGEST)) always.add(id);
        else for (let hour = first; hour <= last; hour++) touched.add(hour);
      }
      for (const hour of touched) byHour.set(hour, (byHour.get(hour) ?? new Set()).add(id));
      places.set(id, [...touched]);
    },
    within(from, to) {
      const [first, last] = [Math.floor(from / HOUR), Math.floor(to / HOUR)];
      const found = new Set(always);
      // Whichever is less: the hours of the interval, or the hours under which there is anything.
      if (last - first < byHour.size)
        for (let hour = first; hour <= last; hour++) for (const id of byHour.get(hour) ?? []) found.add(id);
      else
        for (const [hour, here] of byHour)
          if (hour >= first && hour <= last) for (const id of here) found.add(id);
      return found;
    },
  };
}
