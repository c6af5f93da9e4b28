#!/usr/bin/env node
import { main } from './server.ts';

// Not `import.meta.main` in server.ts: it has that of npm run mock, and Node has it since 24.2 only.
await main(process.argv.slice(2));
