import { reset } from 'cloudflare:test';
import { beforeAll } from 'vitest';
import { forgetIsolate } from '../../functions/core/isolate.ts';
import { wakeObjects } from './wakeObjects.ts';

// The isolate that a test file meets has run others: of what they stored and remembered nothing is left.
beforeAll(async () => {
  forgetIsolate();
  await wakeObjects();
  await reset();
});
