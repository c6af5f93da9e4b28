import { bookingObject, number } from '../bookingBody.ts';
import { controlling, onOff } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { written } from '../meetingBooking.ts';

const MINUTE = 60_000;
const DEFAULT_MINUTES = 15;

/** PUT /v1/mmc/control/conferences/duration: a meeting goes on for longer than it was booked [SDK-PY]. */
export const prolongMeeting: HuaweiEndpoint = {
  operation: 'ProlongMeeting',
  method: 'PUT',
  path: () => '/v1/mmc/control/conferences/duration',
  coverage: {
    section: 'C.2',
    simulated: 'so many minutes more, 15 unless told',
    inferred: 'automatic and manual are the same',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling((call, meeting) => {
    const body = bookingObject(call);
    onOff(body.auto, 'auto');
    const minutes = number(body, 'duration', [1, 1440], 'MMC.111071015') ?? DEFAULT_MINUTES;
    written(() => call.world.overlay.prolong(meeting, minutes * MINUTE, call.now));
    return undefined;
  }),
};
