import { beside } from './beside.ts';

const texts = beside<Response, string>('text');

/** A response whose text can be had again without reading it: a body is read only once. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init);
  texts.set(response, text);
  return response;
}

/** The text of a response that was made here; undefined where somebody made another of it on its way. */
export const textOf = (response: Response): string | undefined => texts.get(response);
