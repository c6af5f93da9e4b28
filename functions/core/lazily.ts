/** An object whose members are made when they are first asked for, and kept: a start of the Worker pays for none of them. */
export function lazily<T extends object>(makers: { [Name in keyof T]: () => T[Name] }): T {
  const object = {} as T;
  for (const name in makers)
    Object.defineProperty(object, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = makers[name]();
        Object.defineProperty(object, name, { enumerable: true, value });
        return value;
      },
    });
  return object;
}
