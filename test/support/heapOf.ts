/** What an isolate holds, MiB: objects in V8's heap, and the bytes of buffers, which lie outside of it. */
export interface Held {
  objects: number;
  buffers: number;
}

/** The inspector is answered within milliseconds while the isolate runs. */
const DEADLINE_MS = 30_000;
const WAKE_EVERY_MS = 100;

/**
 * What a Worker's isolate holds after a collection, as workerd's inspector tells it. Resident memory tells less: V8 lets
 * its heap grow for as long as nobody else wants the memory.
 *
 * @param url of the Worker: workerd answers its inspector while the isolate runs, so it is asked for something meanwhile
 * @throws Error where the inspector does not answer
 */
export async function heapOf(inspector: URL, worker: string, url: string): Promise<Held> {
  const socket = new WebSocket(new URL(`/core:user:${worker}`, inspector).href);
  const silent = Promise.withResolvers<never>();
  const fail = () => silent.reject(new Error('The inspector does not answer.'));
  const deadline = setTimeout(fail, DEADLINE_MS);
  const waking = setInterval(() => fetch(url).then((answer) => answer.text(), fail), WAKE_EVERY_MS);
  socket.addEventListener('error', fail);
  const ask = (id: number, method: string) =>
    new Promise<{ result: { usedSize: number; backingStorageSize: number } }>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const answer = JSON.parse(String(data));
        if (answer.id === id) resolve(answer);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  const look = async () => {
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    await ask(1, 'HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = (await ask(2, 'Runtime.getHeapUsage')).result;
    return { objects: usedSize / 2 ** 20, buffers: backingStorageSize / 2 ** 20 };
  };
  try {
    return await Promise.race([look(), silent.promise]);
  } finally {
    clearTimeout(deadline);
    clearInterval(waking);
    socket.close();
  }
}
