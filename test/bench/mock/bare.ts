import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * A bare server of Node: to everything it gives the one example in the description that the command line names, as a text
 * made once. No mock on Node can be faster. It imports nothing of ours, so that its start is Node's.
 */
const [, , file = '', port] = process.argv;
const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
  paths: Record<string, Record<string, { responses: { 200: { content: { 'application/json': Media } } } }>>;
};
interface Media {
  examples?: { list: { value: unknown } };
}
const media = Object.values(paths).flatMap((methods) =>
  Object.values(methods).map(({ responses }) => responses[200].content['application/json']),
);
const example = media.find(({ examples }) => examples)?.examples?.list.value;
const body = Buffer.from(JSON.stringify(example));
createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
}).listen(Number(port), '127.0.0.1');
