import type { HuaweiEndpoint } from '../endpoint.ts';
import { endSession } from '../sessions.ts';

/** DELETE /v1/usg/acs/token: logs out; the answer has no body [SDK-PY]. */
export const deleteToken: HuaweiEndpoint = {
  operation: 'DeleteToken',
  method: 'DELETE',
  path: () => '/v1/usg/acs/token',
  coverage: {
    section: '1.2',
    simulated: 'logout',
    inferred: 'the refresh token ends as well',
    missing: '',
    source: 'the official Python SDK',
  },
  front: 'mmc',
  token: () => 'required',
  answer({ state, session, now }) {
    if (session) endSession(state, session, now);
    return undefined;
  },
};
