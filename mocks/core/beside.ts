/** Values that lie beside objects of a kind, where nobody looks who does not know of them. */
export interface Beside<Owner extends object, Value> {
  get(owner: Owner): Value | undefined;
  set(owner: Owner, value: Value): void;
}

/**
 * A value beside an object, under a symbol: neither JSON nor a structured clone takes it along, and it goes with its object.
 * A `WeakMap` would say the same, but with an entry for each request its collection takes longer than all the rest of
 * an answer.
 *
 * @param what the value is, for people who look at the object
 */
export function beside<Owner extends object, Value>(what: string): Beside<Owner, Value> {
  const key = Symbol(what);
  type Holding = Owner & { [key]?: Value };
  return {
    get: (owner) => (owner as Holding)[key],
    set(owner, value) {
      (owner as Holding)[key] = value;
    },
  };
}
