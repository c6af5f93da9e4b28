import { bookingObject } from '../bookingBody.ts';
import { controlling, onOff, setControl } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';

/** PUT /v1/mmc/control/conferences/mute: mutes everybody, or lets everybody speak [SDK-PY]. */
export const muteMeeting: HuaweiEndpoint = {
  operation: 'MuteMeeting',
  method: 'PUT',
  path: () => '/v1/mmc/control/conferences/mute',
  coverage: {
    section: 'C.2',
    simulated: 'all at once, as real-time information then tells',
    inferred: '',
    missing: '`allowUnmuteByOneself` is taken and does nothing',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling((call, meeting) =>
    setControl(call, meeting, { muted: onOff(bookingObject(call).isMute, 'isMute'), others: [] }),
  ),
};
