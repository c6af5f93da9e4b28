import { lastPart } from '../../core/route.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { isRunning, requireOwner } from '../meetingAccess.ts';
import { written } from '../meetingBooking.ts';
import { openWebinar } from '../webinarBooking.ts';

/** DELETE /v1/wss/webinar/open/conferences/{conference_id}: cancels a webinar; no answer [SDK-PY]. */
export const deleteWebinar: HuaweiEndpoint = {
  operation: 'DeleteWebinar',
  method: 'DELETE',
  path: () => '/v1/wss/webinar/open/conferences/{conference_id}',
  coverage: {
    section: 'B',
    simulated: 'before it has started, by whoever booked it and by administrators',
    inferred: 'the codes, which are those of meetings',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'wss',
  token: () => 'required',
  answer(call) {
    const { world, now, url } = call;
    const webinar = openWebinar(call, lastPart(url));
    requireOwner(call, webinar);
    if (isRunning(webinar, now)) throw new HuaweiRefusal('MMC.111071067', 'the webinar has started');
    written(() => world.overlay.cancel(webinar, now));
    return undefined;
  },
};
