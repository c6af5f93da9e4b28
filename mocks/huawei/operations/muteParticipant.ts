import { bookingObject } from '../bookingBody.ts';
import { controlling, controlOf, isMuted, onOff, participant, setControl } from '../control.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';
import { needed } from '../meetingAccess.ts';

/** PUT /v1/mmc/control/conferences/participants/mute: mutes one, or lets them speak [SDK-PY]. */
export const muteParticipant: HuaweiEndpoint = {
  operation: 'MuteParticipant',
  method: 'PUT',
  path: () => '/v1/mmc/control/conferences/participants/mute',
  coverage: {
    section: 'C.2',
    simulated: 'by participant id, as real-time information then tells',
    inferred: '',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  ...controlling((call, meeting) => {
    const { id } = participant(call, meeting, needed(call, 'participantID'));
    const wanted = onOff(bookingObject(call).isMute, 'isMute');
    const control = controlOf(call, meeting);
    if (isMuted(control, id) === wanted) return undefined;
    const others = control.others.includes(id)
      ? control.others.filter((one) => one !== id)
      : [...control.others, id];
    return setControl(call, meeting, { others });
  }),
};
