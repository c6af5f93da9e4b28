import { bodyLimit } from 'hono/body-limit';
import { Problem } from '../core/problem.ts';

/** No input of any operation comes near it. Bytes. */
const MAX_BODY = 64 * 1024;

/** Refuses bodies beyond all measure before they are read. @throws Problem `body-too-large` */
export const limitBody = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new Problem('body-too-large', `The body must not be longer than ${MAX_BODY} bytes.`);
  },
});
