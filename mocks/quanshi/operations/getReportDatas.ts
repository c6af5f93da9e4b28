import { client } from '../../../fixtures/quanshiConference.ts';
import { mustSee } from '../authority.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive } from '../input.ts';
import { isHost, type QuanshiConference } from '../world/quanshiConference.ts';

/** POST /confopenapi/conference/report/getReportDatas: who joined a conference, a row for each person. */
export const getReportDatas: QuanshiEndpoint = {
  operation: 'GetReportDatas',
  method: 'POST',
  path: () => '/confopenapi/conference/report/getReportDatas',
  coverage: {
    section: '6.6',
    simulated:
      'a row for each person, from their first coming to their last going; times as text, the title URL-encoded, as in the sample',
    inferred:
      'who is still there has an empty offlineTime, `watchDuration` is HH:mm:ss, userId must be the host’s',
    missing: '',
    source: 'page [482](https://developer.quanshi.com/cn/node/482)',
  },
  family: 'lookup',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    const eventId = positive(body, 'eventId');
    const userId = positive(body, 'userId');
    const one = world.byEventId(eventId, now);
    if (!one) throw new QuanshiRefusal('conference', `no conference has the eventId ${eventId}`);
    mustSee(call, one);
    if (one.host.id !== userId)
      throw new QuanshiRefusal('permission', `userId ${userId} does not host event ${eventId}`);
    const held = world.runs(one).filter(({ start }) => start <= now);
    return { result: held.flatMap((run) => persons(run, now, world.seed)) };
  },
};

/** Keys in the order of the table. */
function persons(run: QuanshiConference, now: number, seed: number): object[] {
  const { attendance, host } = run;
  const stays = new Map<number, { joinTime: number; leftTime: number; index: number }[]>();
  for (let index = 0; index < attendance.total; index++) {
    const stay = attendance.stay(index);
    if (stay.joinTime > now) continue;
    const person = attendance.person(index);
    stays.set(person, [...(stays.get(person) ?? []), { ...stay, index }]);
  }
  return [...stays].map(([person, mine]) => {
    const who = run.attendee(person);
    const first = Math.min(...mine.map(({ joinTime }) => joinTime));
    const last = Math.max(...mine.map(({ leftTime }) => leftTime));
    const watched = mine.reduce((sum, { joinTime, leftTime }) => sum + Math.min(leftTime, now) - joinTime, 0);
    const { ip, deviceType } = client(seed, run.eventId, person, run.terminal(mine[0]?.index ?? 0));
    return {
      conferenceId: run.conferenceId,
      hostId: host.id,
      hostName: host.name,
      eventId: run.eventId,
      title: encodeURIComponent(run.title),
      startTime: text(run.start),
      endTime: run.end <= now ? text(run.end) : '',
      onlineTime: text(first),
      offlineTime: last <= now ? text(last) : '',
      name: who.name,
      mobile: who.mobile === '' ? '-' : who.mobile,
      email: who.email,
      role: isHost(run, who) ? 1 : 0,
      times: mine.length,
      watchDuration: new Date(watched).toISOString().slice(11, 19),
      deviceType,
      // A telephone has none.
      ip: ip === '' ? 'ip phone' : ip,
    };
  });
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing. */
const text = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
