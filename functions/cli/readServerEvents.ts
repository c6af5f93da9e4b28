/** A server-sent event: its data, and the id to go on from. Either may be absent. */
export interface ServerEvent {
  id?: string;
  data?: string;
}

/** Longer than any event: what does not end is no event. Characters. */
const LONGEST = 4 * 1024 * 1024;

/** The events of a stream, as they come. @see https://html.spec.whatwg.org/multipage/server-sent-events.html */
export async function* readServerEvents({ body }: Response): AsyncGenerator<ServerEvent> {
  if (!body) return;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? '';
    if (text.length > LONGEST) throw new Error('An event of the stream does not end.');
    for (const block of blocks) yield eventOf(block);
  }
}

function eventOf(block: string): ServerEvent {
  const valuesOf = (name: string) =>
    block
      .split(/\r?\n/)
      .flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).trimStart()] : []));
  const [id] = valuesOf('id');
  const data = valuesOf('data');
  return { ...(id !== undefined && { id }), ...(data.length > 0 && { data: data.join('\n') }) };
}
