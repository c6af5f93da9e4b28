import type { TopicCoverage } from '../coverage/row.ts';

/** What is known of Huawei Cloud Meeting beside its operations. */
export const huaweiTopics: readonly TopicCoverage[] = [
  {
    section: '2.1',
    topic: 'What the SDKs send',
    simulated: 'nulls, sorted and percent-encoded queries, `Content-Length: 0`, https, either shape of nonce',
    inferred: '',
    missing: '',
    source: 'the official SDKs',
  },
  {
    section: '3.1',
    topic: 'Bodies of errors',
    simulated:
      '`error_code` and `error_msg`; with `request_id` from the gateway and from the login; `X-Mock-Hint`',
    inferred: 'the symbolic names but four: those of the client SDK’s header',
    missing: '',
    source:
      '[error codes](https://support.huaweicloud.com/intl/en-us/api-meeting/toctopics/en-us_topic_0000001435459121.html)',
  },
  {
    section: '3.2, 3.3',
    topic: 'Codes of the services',
    simulated: 'each code that is answered is earned by the mistake it names; any other by a fault',
    inferred: 'every status but three; no WSS code has a source, so that webinars answer MMC ones',
    missing: 'the codes of operations that are not simulated',
    source:
      '[error codes](https://support.huaweicloud.com/intl/en-us/api-meeting/toctopics/en-us_topic_0000001435459121.html)',
  },
  {
    section: '3.4',
    topic: 'API gateway',
    simulated:
      'APIG.0101, APIG.0201 (400, 413, 414, 494), APIG.0308 with counts by operation, user and minute, `X-Apig-RateLimit-*` and latencies in debug mode; the others by a fault',
    inferred: 'the sizes that are too large, the limits (`throttle`, off by default)',
    missing: 'IAM and app authentication (APIG.030x)',
    source: '[apig_03_0048](https://support.huaweicloud.com/intl/en-us/usermanual-apig/apig_03_0048.html)',
  },
  {
    section: '3.5',
    topic: 'Response headers',
    simulated:
      'every header printed for each of the three fronts, over a socket in the printed case and order, chunked where printed, without a reason phrase as in document 001; request ids in each form, compact unescaped JSON, the printed `Etag` and length of document 004',
    inferred: 'which front the neighbours stand behind',
    missing: 'a Worker, which holds no socket, has the values alone',
    source: 'documents 000, 001, 004',
  },
  {
    section: '4',
    topic: 'Event push',
    simulated: 'handshake, ten events, signature over the raw bytes, retries, subscriptions by REST, faults',
    inferred: 'time-out of a subscriber; that webinars are pushed as meetings are',
    missing: '',
    source:
      '[event model](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001149287612.html)',
  },
  {
    section: '5',
    topic: 'Enumerations',
    simulated: 'time zone 56, `软终端` and `视频`, conference modes and types',
    inferred: 'the other words for devices and media, and English ones for them',
    missing: 'other time zones: the enterprise is in Beijing',
    source: '[meeting_21_0110](https://support.huaweicloud.com/api-meeting/meeting_21_0110.html)',
  },
  {
    section: 'A',
    topic: 'Meetings',
    simulated:
      'booked, changed, cancelled, listed, shown, held and kept, single and in series; see each operation',
    inferred: 'which code refuses what, and with which status',
    missing:
      'templates, invitations by mail and text message, interpretation, QoS lists, what else the SDK’s 199 operations have',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  {
    section: 'B',
    topic: 'Webinars',
    simulated: 'booked, changed, cancelled, shown, listed before, during and after; see each operation',
    inferred: 'codes, which are those of meetings',
    missing: 'panels, polls, registration',
    source: '[meeting_21_1523](https://support.huaweicloud.com/api-meeting/meeting_21_1523.html)',
  },
  {
    section: 'C',
    topic: 'Control',
    simulated:
      'the token of one meeting; stop, prolong, invite, hang up, mute, lock, record: each is seen by every list',
    inferred: 'the codes',
    missing:
      'roles, names, hands, waiting rooms, layouts, broadcasting, live streams, InviteWithPwd, DeleteAttendees, UpdateStartedConfConfig, the websocket',
    source: '[meeting_21_0027](https://support.huaweicloud.com/api-meeting/meeting_21_0027.html)',
  },
  {
    section: 'D',
    topic: 'Recordings, directory, resources',
    simulated: 'recordings with files, users, rooms, resources; see each operation',
    inferred: 'everything that is bought',
    missing: 'ShowRecordInfo, departments, devices, changing and deleting users and rooms, statistics',
    source: '[SDK](https://github.com/huaweicloud/huaweicloud-sdk-python-v3)',
  },
  {
    section: 'E.2',
    topic: 'Events of meetings',
    simulated:
      'what callers book, change, cancel, join, leave, end and record is pushed as what the world draws',
    inferred: 'payloads of `meeting.modify` and `meeting.cancel` are like that of create',
    missing: 'pushes of webinars by their own names and of a service provider, which no source has',
    source:
      '[event model](https://support.huaweicloud.com/api-meeting/toctopics/zh-cn_topic_0000001149287612.html)',
  },
  {
    section: 'G',
    topic: 'Links to join with',
    simulated: '`https://meeting.huaweicloud.com/#/j/{id}/{48 hex}`, one for each role',
    inferred: '',
    missing: '`cloudlink:` links, the form without a credential, the hosts of customers',
    source: '[CM-1], [H-SCHEME] of the facts',
  },
];
