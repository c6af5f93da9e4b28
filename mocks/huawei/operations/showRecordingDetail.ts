import type { HuaweiEndpoint } from '../endpoint.ts';
import { recordedMeeting, recordingItem } from '../recordings.ts';

/** GET /v1/mmc/management/conferences/record/files: the recording of one run of a meeting [SDK-PY]. */
export const showRecordingDetail: HuaweiEndpoint = {
  operation: 'ShowRecordingDetail',
  method: 'GET',
  path: () => '/v1/mmc/management/conferences/record/files',
  coverage: {
    section: 'D',
    simulated: 'the row of the list, by confUUID',
    inferred: 'others’ recordings are refused as others’ meetings are',
    missing: '',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer: (call) => recordingItem(recordedMeeting(call), call.now),
};
