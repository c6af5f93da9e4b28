import type { CoverageRow } from '../coverage/row.ts';

const row = (rest: Omit<CoverageRow, 'vendor'>): CoverageRow => ({ vendor: 'huawei', ...rest });

/** Sections 1 to 5 of the facts: Huawei Cloud Meeting. */
export const HUAWEI_ROWS: readonly CoverageRow[] = [
  row({
    section: '1.1',
    subject: 'App ID authentication',
    operations: ['CreateAppIdToken'],
    simulated:
      'five signing modes, hex of either case, `access=` and `X-Token-Type` present or absent, nulls, nonce of 32 to 64, `expireTime` 0 and past, self-registration, units of every field, 12 to 24 h, 64 tokens of clientType 72 and one of any other',
    inferred: 'which code refuses which mistake; another word in `X-Token-Type` is refused',
    missing: '`deptCode`, `userEmail` and `userPhone` are taken and not kept',
  }),
  row({
    section: '1.2',
    subject: 'Neighbouring token endpoints',
    operations: ['CreateToken', 'UpdateToken', 'CheckToken', 'DeleteToken'],
    simulated:
      'account and password, refresh by the refresh token for 30 days, validation with and without a new token, logout; locked (423) and disabled (412) accounts',
    inferred:
      'a renewed token ends (`renewedToken`), `user` is null without `needAccountInfo`, the codes of refused passwords',
    missing: 'lock after wrong passwords, password expiry, latency of the published SLA',
  }),
  row({
    section: '2',
    subject: 'The three operations',
    operations: ['ListOngoingWebinars', 'SearchAttendanceRecordsOfHisMeeting', 'CreateAuthRandom'],
    simulated:
      'parameters, defaults, maxima, order, search, the last page past the end, permissions, `limit` as printed, the documents’ own entities and answers',
    inferred:
      'searches are by part and in any case, past the end attendance is empty (`attendancePastEnd`), the token of auth/random is optional (`authRandomToken`), English words for devices',
    missing: 'attendance of a meeting that still runs, the three deprecated parameters',
  }),
  row({
    section: '2 (neighbours)',
    subject: 'Neighbour operations',
    operations: [
      'ListUpComingWebinars',
      'ListHistoryWebinars',
      'SearchOnlineMeetings',
      'SearchHisMeetings',
      'CreateAnonymousAuthRandom',
    ],
    simulated:
      'parameters, defaults, paging, both or all four orders, `queryAll`, ranges of time, six months of history, recurring meetings with one id and many UUIDs',
    inferred:
      'ranges bound the start, webinars are not in the lists of meetings, key order of ListHistoryWebinars and of the end of ConferenceInfo, guests and audience of a webinar',
    missing: 'details of one meeting or webinar, booking, changing, control, recordings',
  }),
  row({
    section: '2.1',
    subject: 'What the SDKs send',
    simulated: 'nulls, sorted and percent-encoded queries, `Content-Length: 0`, https, either shape of nonce',
    inferred: '',
    missing: '',
  }),
  row({
    section: '3.1',
    subject: 'Bodies of errors',
    simulated:
      '`error_code` and `error_msg`; with `request_id` from the gateway and from the login; `X-Mock-Hint`',
    inferred: 'the symbolic names but one',
    missing: '',
  }),
  row({
    section: '3.2, 3.3',
    subject: 'Codes of the services',
    simulated: '14 codes, each earned by the mistake it names; any other by a fault',
    inferred: 'every status but three; no WSS code has a source, so that webinars answer MMC ones',
    missing: 'the codes of operations that are not simulated',
  }),
  row({
    section: '3.4',
    subject: 'API gateway',
    simulated:
      'APIG.0101, APIG.0201 (400, 413, 414, 494), APIG.0308 with counts by operation, user and minute, `X-Apig-RateLimit-*` and latencies in debug mode; the others by a fault',
    inferred: 'the sizes that are too large, the limits (`throttle`, off by default)',
    missing: 'IAM and app authentication (APIG.030x)',
  }),
  row({
    section: '3.5',
    subject: 'Response headers',
    simulated:
      'every header printed for each of the three fronts, request ids in each form, compact unescaped JSON, the printed `Etag` and length of documents/004',
    inferred: 'which front the neighbours stand behind',
    missing: 'the missing reason phrase of documents/001 depends on the server',
  }),
  row({
    section: '4',
    subject: 'Event push',
    operations: ['SetWebHookConfig', 'ShowWebHookConfig', 'DeleteWebHookConfig', 'UpdateWebHookConfigStatus'],
    simulated: 'handshake, ten events, signature over the raw bytes, retries, subscriptions by REST, faults',
    inferred: 'time-out of a subscriber, codes of refused subscriptions',
    missing: '',
  }),
  row({
    section: '5',
    subject: 'Enumerations',
    simulated: 'time zone 56, `软终端` and `视频`, conference modes and types',
    inferred: 'the other words for devices and media, and English ones for them',
    missing: 'other time zones: the enterprise is in Beijing',
  }),
];
