import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { Hono } from 'hono/tiny';
import { read, type Vendors } from './reads.ts';

/** A Worker that reads, as a Hono app with the four middlewares that a gateway begins with. */
const app = new Hono<{ Bindings: Vendors }>();
app.use(
  requestId(),
  secureHeaders(),
  cors({ origin: 'https://console.example', exposeHeaders: ['X-Request-Id'] }),
  bodyLimit({ maxSize: 64 * 1024 }),
);
app.get('*', (c) => read(c.req.raw, c.env));
export default app;
