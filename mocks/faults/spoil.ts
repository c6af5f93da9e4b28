import type { Fault } from './fault.ts';

type Spoiling = Extract<
  Fault,
  { type: 'slow-drip' | 'malformed-json' | 'wrong-content-type' | 'html-error-page' | 'wrong-charset' }
>;

const ERROR_PAGE = (status: number) =>
  `<html>\r\n<head><title>${status} Bad Gateway</title></head>\r\n<body>\r\n<center><h1>${status} Bad Gateway</h1></center>\r\n<hr><center>openresty</center>\r\n</body>\r\n</html>\r\n`;

/** An answer with something wrong in its body or the description of it. */
export async function spoil(response: Response, fault: Spoiling): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const headers = new Headers(response.headers);
  // They describe the body that is replaced.
  if (fault.type !== 'slow-drip') for (const name of ['Content-Length', 'ETag']) headers.delete(name);
  const { status } = response;
  switch (fault.type) {
    case 'slow-drip':
      return new Response(drip(bytes, fault.bytes, fault.everyMs), {
        status,
        headers,
      });
    case 'malformed-json':
      return new Response(text.replace(/[}\]]\s*$/, ',$&'), { status, headers });
    case 'wrong-content-type':
      headers.set('Content-Type', fault.contentType);
      return new Response(text, { status, headers });
    case 'wrong-charset':
      // The bytes stay UTF-8: a client that believes the header decodes garbage.
      headers.set('Content-Type', `application/json;charset=${fault.charset}`);
      return new Response(text, { status, headers });
    case 'html-error-page':
      headers.set('Content-Type', 'text/html');
      return new Response(ERROR_PAGE(fault.status), { status: fault.status, headers });
  }
}

function drip(body: Uint8Array, size: number, everyMs: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (at > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
      controller.enqueue(body.subarray(at, at + size));
      at += size;
      if (at >= body.length) controller.close();
    },
  });
}
