import type { QuanshiConference } from './world/quanshiConference.ts';

/**
 * The counters of a conference at an instant, in the order of documents/002. In its example the terminals add up to the
 * attendees; that each attendee counts under exactly one of them, and that the raw counts are the same, is INFERRED.
 */
export function counters(one: QuanshiConference, now: number): object {
  const seats = one.present(now);
  const count = { voip: 0, pstn: 0, video: 0, desktop: 0, mcu: 0, box: 0 };
  for (const { terminal } of seats) count[terminal] += 1;
  return {
    attendeeCnt: seats.length,
    voipCnt: count.voip,
    pstnCnt: count.pstn,
    videoCnt: count.video,
    desktopCnt: count.desktop,
    mcuCnt: count.mcu,
    boxCnt: count.box,
    rawAttendeeCnt: seats.length,
    rawPstnCnt: count.pstn,
  };
}
