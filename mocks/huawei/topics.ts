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
    inferred: 'time-out of a subscriber',
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
];
