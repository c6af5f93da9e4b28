import { conferenceDetail } from '../conferenceDetail.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { words } from '../input.ts';

/** POST (a path that the document lost): the conference that an attendee's join URL leads to [documents/003]. */
export const getConferenceByJoinUrl: QuanshiEndpoint = {
  operation: 'GetConferenceByJoinUrl',
  method: 'POST',
  path: (settings) => settings.joinUrlPath,
  coverage: {
    section: '6.5',
    simulated: 'the answer, with rooms, equipment, invitees and extra settings',
    inferred: 'the path (`joinUrlPath`), that a token is needed',
    missing: '',
    source: 'document 003',
  },
  family: 'lookup',
  // Not in its table; sibling pages want one, hence INFERRED [facts 6.5].
  access: 'token',
  answer({ body, world, now }) {
    const attendeeJoinUrl = words(body, 'attendeeJoinUrl');
    const found = world.byAttendeeJoinUrl(attendeeJoinUrl, now);
    if (!found)
      throw new QuanshiRefusal('conference', `no conference has the attendees' join URL ${attendeeJoinUrl}`);
    return { result: [conferenceDetail(found, now)] };
  },
};
