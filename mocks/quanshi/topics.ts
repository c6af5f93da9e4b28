import type { TopicCoverage } from '../coverage/row.ts';

/** What is known of Quanshi beside its operations. */
export const quanshiTopics: readonly TopicCoverage[] = [
  {
    section: '6.1',
    topic: 'Hosts',
    simulated: 'any host: the path tells the families apart; short links of n.qsh1.cn and mtest.qsh1.cn',
    inferred: '',
    missing: '',
    source:
      'pages [33](https://developer.quanshi.com/cn/api/33), [440](https://developer.quanshi.com/cn/api/440)',
  },
  {
    section: '6.2',
    topic: 'Token',
    simulated: 'a token in the header, the body or both',
    inferred: 'the header’s token counts',
    missing: 'the older login with user name and password',
    source: 'document 002, page [33](https://developer.quanshi.com/cn/api/33)',
  },
  {
    section: '6.3',
    topic: 'Envelopes',
    simulated: 'both families, request ids in each server’s form, durations as Go writes them',
    inferred: 'HTTP 200 for a refusal',
    missing: '`callSeq` and `content_type` of single pages',
    source: 'documents 002, 003',
  },
  {
    section: '6.4',
    topic: 'Error codes',
    simulated: '',
    inferred: 'every number and text: no source has the vendor’s table',
    missing: '',
    source: '',
  },
  {
    section: '6.6',
    topic: 'Conferences',
    simulated:
      'list, attendees, status, counters, booking, reports and callbacks agree with each other at every instant',
    inferred: 'retries of callbacks',
    missing:
      'the page that books on the new API, which no source has; the oldest report (156), launching a client (167), hosts (405), joining by UUID (611), editing rooms (434), live events',
    source: 'page [510](https://developer.quanshi.com/cn/api/510)',
  },
  {
    section: '7',
    topic: 'Contradictions of the documents',
    simulated:
      'the example’s form, as it is the vendor’s own: `"limit": "10"`, `confName`, `billingcode`, `CreateTime` …',
    inferred: '`limitAsString` gives a number instead',
    missing: 'the table’s other spellings',
    source: 'documents 000 to 004',
  },
  {
    section: 'F',
    topic: 'Quanshi’s pages beside the documents',
    simulated: 'the operations in 6.6, callbacks',
    inferred: 'see each',
    missing:
      'what no stored copy has: the tails of 158, 50, 161, 480, 510, 540, 77 and 482, the paths of 429, 480 and 167',
    source: 'pages of [developer.quanshi.com](https://developer.quanshi.com)',
  },
  {
    section: 'G',
    topic: 'Links to join with',
    simulated: '`/k/` with eleven characters, `?priority=web`, `/a/…?extType=5`, the telephone page',
    inferred: 'the hosts of each',
    missing: '`tang:` and `qsgnet:` links, links to watch, `?jointid=`',
    source:
      'pages [429](https://developer.quanshi.com/cn/api/429), [191](https://developer.quanshi.com/cn/api/191)',
  },
];
