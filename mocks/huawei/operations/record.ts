import { bookingObject } from '../bookingBody.ts';
import { controlling, onOff } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { written } from '../meetingBooking.ts';
import { recordingOf } from '../world/makeHuaweiMeeting.ts';

/** PUT /v1/mmc/control/conferences/record: begins to record a meeting that runs, or stops that [SDK-PY]. */
export const record: HuaweiEndpoint = {
  operation: 'Record',
  method: 'PUT',
  path: () => '/v1/mmc/control/conferences/record',
  coverage: {
    section: 'C.2',
    simulated:
      'begins and stops a recording, which ends with the run at the latest, is pushed and then listed',
    inferred: 'to begin or to stop twice does nothing',
    missing: 'enterprises that have bought no recording (MMC.111072020)',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling((call, meeting) => {
    const { world, now } = call;
    const on = onOff(bookingObject(call).isRecord, 'isRecord');
    const { overlay } = world;
    const current = meeting.recordings.find(({ start, end }) => start <= now && now < end);
    written(() => {
      if (on && !current)
        overlay.record(
          meeting,
          { start: now, end: Number.POSITIVE_INFINITY, readyAt: Number.POSITIVE_INFINITY },
          now,
        );
      if (on || !current) return;
      const { id, start } = current;
      const { end, readyAt } = recordingOf(id, start, now);
      if (!id.endsWith('.drawn')) return overlay.finish(meeting, id, { end, readyAt }, now);
      // The world, or its booking, would have recorded all of the run: now it is so much of it.
      overlay.erase(meeting, now);
      overlay.record(meeting, { start, end, readyAt }, now);
    });
    return undefined;
  }),
};
