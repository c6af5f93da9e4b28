#!/usr/bin/env node
import module from 'node:module';

// Halves every start but the first: what Node makes of some two hundred files is kept in the system's temporary
// folder. Only what is imported after this line profits, hence an import that does not stand at the head.
// Node has had it since 22.8.
module.enableCompileCache?.();
const { main } = await import('./server/main.ts');
await main(process.argv.slice(2));
