/** What an isolate holds, MiB: objects in V8's heap, and the bytes of buffers, which lie outside of it. */
export interface Held {
  objects: number;
  buffers: number;
}

/**
 * What a Worker's isolate holds after a collection, as workerd's inspector tells it. Resident memory tells less: V8 lets
 * its heap grow for as long as nobody else wants the memory.
 */
export async function heapOf(inspector: URL, worker: string): Promise<Held> {
  const socket = new WebSocket(new URL(`/core:user:${worker}`, inspector).href);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')));
  });
  const ask = (id: number, method: string) =>
    new Promise<{ result: { usedSize: number; backingStorageSize: number } }>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const answer = JSON.parse(String(data));
        if (answer.id === id) resolve(answer);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  try {
    await ask(1, 'HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = (await ask(2, 'Runtime.getHeapUsage')).result;
    return { objects: usedSize / 2 ** 20, buffers: backingStorageSize / 2 ** 20 };
  } finally {
    socket.close();
  }
}
