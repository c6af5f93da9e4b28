import { client } from '../../../fixtures/quanshiConference.ts';
import { mustSee } from '../authority.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive } from '../input.ts';
import { isHost, type QuanshiConference } from '../world/quanshiConference.ts';

/**
 * POST /confopenapi/conference/report/getReportDatas/v2: who joined a conference, a row for each time, and when it was
 * held.
 */
export const getReportDatasV2: QuanshiEndpoint = {
  operation: 'GetReportDatasV2',
  method: 'POST',
  path: () => '/confopenapi/conference/report/getReportDatas/v2',
  coverage: {
    section: '6.6',
    simulated: 'who joined, a row for each time, and each time that it was held',
    inferred: 'it may be asked for while the conference runs; who is still there has `offlineTime` 0',
    missing: '',
    source: 'page [482](https://developer.quanshi.com/cn/node/482)',
  },
  family: 'lookup',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    const eventId = positive(body, 'eventId');
    const one = world.byEventId(eventId, now);
    if (!one) throw new QuanshiRefusal('conference', `no conference has the eventId ${eventId}`);
    mustSee(call, one);
    const held = world.runs(one).filter(({ start }) => start <= now);
    return {
      result: {
        interaction: held.flatMap((run) => interactions(run, now, world.seed)),
        tempConfenceList: held.map((run) => ({
          tempConferenceId: run.liveId,
          // Text, as the table has it.
          realStartTime: String(Math.floor(run.start / 1000)),
          realEndTime: String(ended(run.end, now)),
        })),
      },
    };
  },
};

/** Unix seconds; 0 for what has not ended. */
const ended = (instant: number, now: number): number => (instant <= now ? Math.floor(instant / 1000) : 0);

/** Everybody who has come, by arrival; keys in the order of the example, where the role is called roleId. */
function interactions(run: QuanshiConference, now: number, seed: number): object[] {
  const { attendance } = run;
  const rows: object[] = [];
  for (let index = 0; index < attendance.total; index++) {
    const { joinTime, leftTime } = attendance.stay(index);
    if (joinTime > now) continue;
    const person = attendance.person(index);
    const who = run.attendee(person);
    const { ip, deviceType } = client(seed, run.eventId, person, run.terminal(index));
    rows.push({
      name: who.name,
      onlineTime: Math.floor(joinTime / 1000),
      offlineTime: ended(leftTime, now),
      mobile: who.mobile === '' ? '' : `+86-${who.mobile}`,
      email: who.email,
      ip,
      deviceType,
      roleId: isHost(run, who) ? 1 : 0,
      tempConferenceId: run.liveId,
    });
  }
  return rows;
}
