import { controlling } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { written } from '../meetingBooking.ts';

/** PUT /v1/mmc/control/conferences/stop: everybody has to go; it may be entered again until its booked end [SDK-PY]. */
export const stopMeeting: HuaweiEndpoint = {
  operation: 'StopMeeting',
  method: 'PUT',
  path: () => '/v1/mmc/control/conferences/stop',
  coverage: {
    section: 'C.2',
    simulated: 'everybody goes, the booking stays until its end',
    inferred: '',
    missing: 'the enterprise’s setting that ends the booking as well',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling(({ world, now }, meeting) => void written(() => world.overlay.end(meeting, now))),
};
