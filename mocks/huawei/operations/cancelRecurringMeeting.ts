import type { HuaweiEndpoint } from '../endpoint.ts';
import { cancelMeeting } from './cancelMeeting.ts';

/** DELETE /v1/mmc/management/cycleconferences: cancels what is to come of a series [SDK-PY]. */
export const cancelRecurringMeeting: HuaweiEndpoint = {
  ...cancelMeeting,
  operation: 'CancelRecurringMeeting',
  path: () => '/v1/mmc/management/cycleconferences',
  coverage: { ...cancelMeeting.coverage, section: 'A.3' },
};
