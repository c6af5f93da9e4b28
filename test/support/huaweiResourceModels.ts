import { type Found, model, page, type Row } from './huaweiModels.ts';

/* Recordings, the directory and resources, as `huaweiModels.ts` has it: facts-more, D. */

const recording = model(
  '',
  'confUUID confID url rcdTime rcdSize subject scheduserName startTime isDecodeFinish decodeEndTime available recordAuthType',
);
const downloads = model('', 'recordUrls', {
  recordUrls: model('', 'confUuid urls', { urls: model('', 'token fileType url') }),
});
const USER =
  'id userAccount name englishName phone country email vmrId deptCode deptNamePath userType adminType signature title desc status sortLevel hidePhone thirdAccount visionAccount license activeTime activeCodeExpireTime expireTime activeCode';
const user = model('', USER);
const userInFull = model('', `${USER} sipNum vmrList deptName corp function devType`);
const mark = model('', 'id mark');
const corpVmr = model(
  '',
  'id vmrId vmrName vmrPkgName vmrPkgParties maxAudienceParties member device status expireDate commercialMaxAudienceParties',
  { member: mark, device: mark },
);
const COUNTS =
  'te1080pHardCount te720pHardCount teSoftCount roomCount recordCapability confCallCount liveCount thirdPartyHardCount hwVisionCount ideaHubCount';
const count = model('', 'sumCount trialCount expiredCount expiringCount usedCount');
const resource = model('', `${COUNTS} vmr enablePstn enableSMS singleConfCallCount confLength`, {
  ...Object.fromEntries(COUNTS.split(' ').map((name) => [name, count])),
});

const DAY = 86_400_000;
const range = ({ now }: Found) => ({ startDate: now - 2 * DAY, endDate: now, queryAll: true, limit: 5 });
/** A run of a meeting that was recorded. */
const recorded = async (found: Found): Promise<string> => {
  const { data } = await found.ask('SearchRecordings', { query: range(found) });
  return (data as { confUUID: string }[])[0]?.confUUID ?? '';
};
const added = { name: '李雷', thirdAccount: 'lilei', email: 'lilei@example.com' };

/** By the SDK's name of the operation. */
export const RESOURCE_ROWS: Readonly<Record<string, Row>> = {
  SearchRecordings: { ask: (found) => ({ query: range(found) }), answer: page(recording) },
  ShowRecordingDetail: {
    ask: async (found) => ({ query: { confUUID: await recorded(found) } }),
    answer: recording,
  },
  ShowRecordingFileDownloadUrls: {
    ask: async (found) => ({ query: { confUUID: await recorded(found) } }),
    answer: downloads,
  },
  DeleteRecordings: {
    ask: async (found) => ({ query: { confUUIDs: await recorded(found) } }),
    answer: undefined,
  },
  SearchUsers: { ask: () => ({ query: { limit: 5 } }), answer: page(user) },
  AddUser: { ask: () => ({ body: added }), answer: userInFull },
  ShowUserDetail: {
    ask: () => ({ path: { account: 'e10007' }, query: { accountType: 1 } }),
    answer: userInFull,
  },
  SearchCorpVmr: { ask: () => ({ query: { limit: 5 } }), answer: page(corpVmr) },
  ShowCorpResource: { ask: () => ({}), answer: resource },
};
