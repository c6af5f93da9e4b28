#!/usr/bin/env node
import module from 'node:module';

// What Node compiles is kept in the system's temporary folder, which makes every start but the first about a third
// shorter. Only what is imported after this line profits, hence an import that does not stand at the head.
// Node has had it since 22.8.
module.enableCompileCache?.();
const { main } = await import('./server/main.ts');
await main(process.argv.slice(2));
// Node would write it at the end of the process, but a server is ended by a signal, which leaves no time for that.
module.flushCompileCache?.();
