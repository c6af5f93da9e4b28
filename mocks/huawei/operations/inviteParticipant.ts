import { isObject } from '../../core/json.ts';
import { bookingObject, textOf } from '../bookingBody.ts';
import { controlling } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { HuaweiRefusal } from '../errors.ts';
import { written } from '../meetingBooking.ts';

/** POST /v1/mmc/control/conferences/participants: calls somebody into a meeting that runs [SDK-PY] [CM-8]. */
export const inviteParticipant: HuaweiEndpoint = {
  operation: 'InviteParticipant',
  method: 'POST',
  path: () => '/v1/mmc/control/conferences/participants',
  coverage: {
    section: 'C.2',
    simulated: 'whoever is called comes at once, also into a locked meeting',
    inferred: 'everybody answers the call',
    missing: 'those who are ringing',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling((call, meeting) => {
    const { attendees } = bookingObject(call);
    if (!Array.isArray(attendees) || attendees.length === 0 || !attendees.every(isObject))
      throw new HuaweiRefusal('MMC.111071061', 'attendees must be a list of objects');
    const invited = attendees.map((one) => {
      const name = textOf(one, 'name', 96, 'MMC.111072034') ?? '';
      const phone = textOf(one, 'phone', 127, 'MMC.111072032') ?? '';
      if (name === '') throw new HuaweiRefusal('MMC.111072046', 'name must not be empty');
      if (phone === '') throw new HuaweiRefusal('MMC.111072031', 'phone must not be empty');
      const account = call.world.people.byNumber(phone)?.account;
      const role = one.role === 1 ? ('chair' as const) : ('guest' as const);
      const device =
        one.type === 'terminal'
          ? 'room'
          : one.type === 'mobile'
            ? 'mobile'
            : one.type === 'telephone'
              ? 'phone'
              : 'desktop';
      return { name, number: phone, account, role, device } as const;
    });
    written(() => {
      for (const one of invited) call.world.overlay.join(meeting, one, call.now);
    });
    return undefined;
  }),
};
