/**
 * Asks a Durable Object, and once more where it was reset or moved on the way: the platform marks such errors `retryable`.
 * An object that is overloaded is not asked again, as that would keep it so. What is asked must do no harm when done twice.
 * [Durable Objects, error handling]
 *
 * @param ask gets a stub of its own each time: one whose object was reset stays broken
 */
export async function askObject<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { retryable = false, overloaded = false } = error as { retryable?: boolean; overloaded?: boolean };
    if (!retryable || overloaded) throw error;
    return ask();
  }
}
