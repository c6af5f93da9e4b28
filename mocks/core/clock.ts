/** Where a clock stands: plain data, so that it can be kept with the rest of the state. */
export interface ClockState {
  /** The virtual instant, ms since 1970, at which `real` was read. */
  readonly virtual: number;
  /** The machine's clock at that moment. */
  readonly real: number;
  /** Virtual milliseconds in a real one; 0 stands still. */
  readonly speed: number;
}

/** The simulation's only source of time. */
export interface Clock {
  /** Milliseconds since 1970, whole. */
  now(): number;
  readonly speed: number;
  /** Jumps to an instant, backwards too, and goes on at the same speed. */
  set(instant: number): void;
  advance(ms: number): void;
  setSpeed(speed: number): void;
  /** Calls back after every jump and change of speed; what it returns stops that. */
  onChange(listener: () => void): () => void;
}

/**
 * A clock over a state that somebody else keeps.
 *
 * @param place reads and replaces the state
 * @param machine the machine's clock, ms since 1970
 */
export function clockOver(
  place: { get(): ClockState; set(state: ClockState): void },
  machine: () => number,
): Clock {
  const listeners = new Set<() => void>();
  const now = () => {
    const { virtual, real, speed } = place.get();
    return speed === 0 ? virtual : Math.floor(virtual + (machine() - real) * speed);
  };
  const change = (virtual: number, speed: number) => {
    place.set({ virtual, real: machine(), speed });
    for (const listener of listeners) listener();
  };
  return {
    now,
    get speed() {
      return place.get().speed;
    },
    set: (instant) => change(instant, place.get().speed),
    advance: (ms) => change(now() + ms, place.get().speed),
    setSpeed: (speed) => change(now(), speed),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
