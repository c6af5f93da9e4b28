import type { Scenario } from './scenario.ts';
import webinarRush from './webinar-rush.json' with { type: 'json' };
import weeklyMeeting from './weekly-meeting.json' with { type: 'json' };

/** The scenarios that come with the simulation, by the names of their files. */
export const INCLUDED: Readonly<Record<string, Scenario>> = {
  'webinar-rush': webinarRush as Scenario,
  'weekly-meeting': weeklyMeeting as Scenario,
};
