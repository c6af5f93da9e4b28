import { startServer } from '../../../mocks/server/startServer.ts';
import { APPS, SOURCES } from './sources.ts';

/** The simulation of the bench, in a process of its own: each list takes its part of the slowest one's time. */
const [slowestMs = '0'] = process.argv.slice(2);

const { url } = await startServer({
  huawei: { apps: APPS.map((appId) => ({ appId, appKey: 'demo-key', mode: 'enterprise' })) },
  quanshi: { apps: APPS.map((appId) => ({ appId, secret: 'demo-secret' })) },
  faults: SOURCES.map(({ vendorName, part }) => ({
    match: { operation: vendorName },
    fault: { type: 'latency', ms: Number(slowestMs) * part },
  })),
});
process.once('disconnect', () => process.exit());
process.send?.(url);
