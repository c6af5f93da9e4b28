import { createServer } from 'node:http';
import { createVendors } from '../../../mocks/vendors.ts';
import { LIST, TOKEN } from '../mock/describe.ts';

/**
 * The vendor that every candidate calls, as a process of its own: what the simulation answers to a list, made once and
 * sent again and again, so that it is never what is measured. Anything else goes to the simulation. `/count` tells, and
 * forgets, how often each was asked.
 */
const LOGIN_MS = 200;
const vendors = createVendors({ size: 'large' });
const pages = new Map<string, Buffer>();
for (const rows of ['10', '500']) {
  const answer = await vendors.fetch(
    new Request(`http://vendor${LIST}?limit=${rows}&offset=0`, { headers: { 'X-Access-Token': TOKEN } }),
  );
  pages.set(rows, Buffer.from(await answer.arrayBuffer()));
}

let count = { lists: 0, logins: 0 };
const server = createServer(async (request, response) => {
  const { url = '', method = 'GET' } = request;
  if (url === '/count') {
    response.end(JSON.stringify(count));
    count = { lists: 0, logins: 0 };
    return;
  }
  if (url.includes(LIST)) {
    count.lists++;
    const page = pages.get(url.includes('limit=500') ? '500' : '10');
    response.writeHead(200, {
      'Content-Type': 'application/json;charset=UTF-8',
      'Content-Length': page?.length,
      'X-Request-Id': '8d0ae0f5a4c54a4e9e2f3c1b7d6e5f40',
    });
    response.end(page);
    return;
  }
  count.logins++;
  // Long enough for everybody to be waiting for it.
  await new Promise((resolve) => setTimeout(resolve, LOGIN_MS));
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await vendors.fetch(
    new Request(`http://vendor${url}`, {
      method,
      headers: request.headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    }),
  );
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
});
// A caller that goes away is no reason to end.
process.on('unhandledRejection', () => undefined);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.send?.(address.port);
});
process.once('disconnect', () => process.exit());
