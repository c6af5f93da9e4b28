import { conferenceDetail } from '../conferenceDetail.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { words } from '../input.ts';
import { namedUser, readReservation, written } from '../reservation.ts';

/** POST /conference/conference/reservConference2: books a conference, on the older API. */
export const reservConference2: QuanshiEndpoint = {
  operation: 'ReservConference2',
  method: 'POST',
  path: () => '/conference/conference/reservConference2',
  coverage: {
    section: '6.6',
    simulated:
      '`appId` 6 with an `appKey`, host by userId or email, title, length, starttime; a list for `inviteeList`',
    inferred: 'the answer, which the stored page lacks; starttime is Beijing’s; every refusal',
    missing:
      'series (`cycle` 2, which no source describes), notices, passwords, recording, the members of `inviteeList` and `seting`; **the page that books on the new API is in no source**',
    source: 'page [50](https://developer.quanshi.com/api/50)',
  },
  family: 'lookup',
  access: 'appId',
  answer(call) {
    const { body, world, now } = call;
    words(body, 'appKey');
    const { name, email } = namedUser(call);
    const { title, start, end, details } = readReservation(call);
    if ((body.cycle ?? '0') !== '0')
      throw new QuanshiRefusal('parameter', 'cycle must be "0": no source tells how a series is described');
    if (body.inviteeList !== undefined && !Array.isArray(body.inviteeList))
      throw new QuanshiRefusal('parameter', 'inviteeList must be a list, an empty one for nobody');
    const account = world.people.byEmail(email)?.account ?? '';
    const [entry] = written(() =>
      world.overlay.book(
        { kind: 'conference', times: [{ start, end }], booker: { name, account }, subject: title, details },
        now,
      ),
    );
    const made = entry && world.byId(entry.id, now);
    if (!made) throw new QuanshiRefusal('full', 'the conference was not booked');
    return { result: conferenceDetail(made, now) };
  },
};
