import type { EventLog } from './eventLog.object.ts';

/** The log: one object, as there is one order of events. */
export const eventLog = (env: Env): DurableObjectStub<EventLog> => env.EVENT_LOG.getByName('events');
