import type { CoverageRow } from '../coverage/row.ts';

const row = (rest: Omit<CoverageRow, 'vendor'>): CoverageRow => ({ vendor: 'quanshi', ...rest });

/** Section 6 of the facts: Quanshi; and 7, the contradictions of both vendors' documents. */
export const QUANSHI_ROWS: readonly CoverageRow[] = [
  row({
    section: '6.1',
    subject: 'Hosts',
    simulated: 'any host: the path tells the families apart; short links of n.qsh1.cn and mtest.qsh1.cn',
    inferred: '',
    missing: '',
  }),
  row({
    section: '6.2',
    subject: 'Token and users',
    operations: [
      'CreateToken',
      'SearchUserByEmail',
      'SearchUsersByEmails',
      'SearchUsersByMobiles',
      'GetUsersByEmailsMobiles',
    ],
    simulated:
      'Nonce, CurTime, CheckSum, AppKey or AppId; both forms of the search; a token in the header, the body or both; 24 h',
    inferred:
      'the key `token`, the unit of `expire`, five minutes of skew (`clockSkew`), the header’s token counts, an empty list for nobody',
    missing: 'the older login with user name and password',
  }),
  row({
    section: '6.3',
    subject: 'Envelopes',
    simulated: 'both families, request ids in each server’s form, durations as Go writes them',
    inferred: 'HTTP 200 for a refusal',
    missing: '`callSeq` and `content_type` of single pages',
  }),
  row({
    section: '6.4',
    subject: 'Error codes',
    simulated: '',
    inferred: 'every number and text: no source has the vendor’s table',
    missing: '',
  }),
  row({
    section: '6.5',
    subject: 'Look-up by join URL',
    operations: ['GetConferenceByJoinUrl'],
    simulated: 'the answer, with rooms, equipment, invitees and extra settings',
    inferred: 'the path (`joinUrlPath`), that a token is needed',
    missing: '',
  }),
  row({
    section: '6.6',
    subject: 'Conferences',
    operations: ['ListByStatus', 'ListAttendees', 'GetStatus', 'GetDashboardConference', 'GetRoomConference'],
    simulated:
      'the live list, who is in a conference, its status in both forms of the question, its counters, its booking; each agrees with the others at every instant; callbacks',
    inferred:
      'roles, words for devices, `tempConfStatus`, at most 500 a page, each attendee counts under one kind of terminal; retries of callbacks',
    missing:
      'status 5, booking and cancelling (158, 159), lists of rooms (161, 480), reports (482), join tokens (651), monitoring (191), streams (405, 611), the end of an attendee’s keys (657)',
  }),
  row({
    section: '7',
    subject: 'Contradictions of the documents',
    simulated:
      'the example’s form, as it is the vendor’s own: `"limit": "10"`, `confName`, `billingcode`, `CreateTime` …',
    inferred: '`limitAsString` gives a number instead',
    missing: 'the table’s other spellings',
  }),
];
