import { requireAdministrator } from '../directory.ts';
import type { HuaweiEndpoint } from '../endpoint.ts';

/** GET /v1/usg/dcs/corp/resource: what the enterprise has bought and how much of it is in use [SDK-PY]. */
export const showCorpResource: HuaweiEndpoint = {
  operation: 'ShowCorpResource',
  method: 'GET',
  path: () => '/v1/usg/dcs/corp/resource',
  coverage: {
    section: 'D',
    simulated: 'each count in its five parts; as many accounts and rooms in use as there are employees',
    inferred: 'every figure that follows from no employee',
    missing: 'the switches whose names no source has',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  front: 'mmc',
  token: () => 'required',
  answer(call) {
    requireAdministrator(call);
    const { total } = call.world.people;
    const count = (sumCount: number, usedCount = 0) => ({
      sumCount,
      trialCount: 0,
      expiredCount: 0,
      expiringCount: 0,
      usedCount,
    });
    const bought = total === 0 ? 0 : 1;
    return {
      te1080pHardCount: count(20 * bought),
      te720pHardCount: count(0),
      teSoftCount: count(total, total),
      roomCount: count(10 * bought),
      recordCapability: count(1_000 * bought),
      confCallCount: count(500 * bought),
      liveCount: count(100 * bought),
      thirdPartyHardCount: count(0),
      hwVisionCount: count(0),
      ideaHubCount: count(4 * bought),
      vmr: bought ? [{ vmrPkgName: '云会议室_100方', ...count(total + 3, total) }] : [],
      enablePstn: false,
      enableSMS: bought === 1,
      singleConfCallCount: 500 * bought,
      confLength: 1_440,
    };
  },
};
