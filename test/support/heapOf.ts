/**
 * What a Worker's isolate holds after a collection, MiB, as workerd's inspector tells it. Resident memory tells less: V8
 * lets its heap grow for as long as nobody else wants the memory.
 */
export async function heapOf(inspector: URL, worker: string): Promise<number> {
  const socket = new WebSocket(new URL(`/core:user:${worker}`, inspector).href);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')));
  });
  const ask = (id: number, method: string) =>
    new Promise<{ result: { usedSize: number } }>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const answer = JSON.parse(String(data));
        if (answer.id === id) resolve(answer);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  try {
    await ask(1, 'HeapProfiler.collectGarbage');
    return (await ask(2, 'Runtime.getHeapUsage')).result.usedSize / 2 ** 20;
  } finally {
    socket.close();
  }
}
