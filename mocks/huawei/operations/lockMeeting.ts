import { bookingObject } from '../bookingBody.ts';
import { controlling, onOff, setControl } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';

/** PUT /v1/mmc/control/conferences/lock: lets nobody in but hosts and whom a host calls [SDK-PY]. */
export const lockMeeting: HuaweiEndpoint = {
  operation: 'LockMeeting',
  method: 'PUT',
  path: () => '/v1/mmc/control/conferences/lock',
  coverage: {
    section: 'C.2',
    simulated: 'guests get no random for a locked meeting (MMC.111072050)',
    inferred: '',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling((call, meeting) =>
    setControl(call, meeting, { locked: onOff(bookingObject(call).isLock, 'isLock') }),
  ),
};
