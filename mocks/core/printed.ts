import { beside } from './beside.ts';

/** The headers of a connection rather than of an answer: a server has them, a `Response` does not. */
export type TransportHeader = 'Transfer-Encoding' | 'Content-Length' | 'Connection';

/** How an answer looks on the wire, as far as a document prints it and a `Response` cannot say it. */
export interface Printed {
  readonly status: number;
  /** The words behind the status; the server's own where left out. */
  readonly reason?: string;
  /** In the printed case and order. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which headers of the connection stand after which of those; after the empty name, before them all. */
  readonly transport: Readonly<Record<string, readonly TransportHeader[]>>;
  readonly bytes: Uint8Array;
}

const known = beside<Response, Printed>('printed');

/** Makes a response that a server which holds the socket can write to the letter. */
export function printedResponse(printed: Printed): Response {
  const { status, headers, bytes } = printed;
  const response = new Response(bytes, { status, headers: { ...headers } });
  known.set(response, printed);
  return response;
}

/** How a response looks on the wire; undefined where no document says, or where somebody changed it on its way. */
export const printedOf = (response: Response): Printed | undefined => known.get(response);

/** Sets a header of a response, on the wire as well; `name` in the case that it is printed in. */
export function setHeader(response: Response, name: string, value: string): void {
  response.headers.set(name, value);
  const printed = known.get(response);
  if (printed) known.set(response, { ...printed, headers: { ...printed.headers, [name]: value } });
}
