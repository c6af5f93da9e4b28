import { parseArguments, USAGE } from './server/parseArguments.ts';
import { startServer } from './server/startServer.ts';

export { type RunningServer, type ServerOptions, startServer } from './server/startServer.ts';

/** `npm run mock`: reads the command line, listens, says where. */
async function main(args: readonly string[]): Promise<void> {
  const read = parseArguments(args);
  if ('help' in read) {
    console.log(USAGE);
    return;
  }
  if ('mistake' in read) {
    console.error(`${read.mistake}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    const { url } = await startServer(read.options);
    console.log(`Huawei Cloud Meeting and Quanshi, simulated, listen on ${url}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (import.meta.main) await main(process.argv.slice(2));
