/** Long enough that a chunk is worth its way, short enough to be nothing. */
const CHUNK_CHARACTERS = 16_384;

/** Texts put together to chunks that are worth sending, with no more than one of them held. */
export async function* inChunks(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
