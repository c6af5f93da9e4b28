import type { Meeting } from '../model/meeting.ts';

/** What runs or ran, with what its booking tells beside that: another question of the vendor, and the same meeting. */
export const withBooking = ({ host, join, ...now }: Meeting, booked: Meeting): Meeting => ({
  ...booked,
  ...now,
  ...((host || booked.host) && { host: { ...booked.host, ...host } }),
  ...((join || booked.join) && { join: { ...join, ...booked.join } }),
});
