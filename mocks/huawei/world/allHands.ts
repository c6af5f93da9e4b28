import { AHEAD } from '../../world/occasions.ts';

const [START, END] = [Date.UTC(2024, 2, 1, 6, 0), Date.UTC(2024, 2, 1, 8, 0)];

/**
 * A meeting with `largestAudience` attendees, each there once, the same under every seed and over since March 2024:
 * something to page through without having to find it first.
 */
export const ALL_HANDS = {
  id: 'all-hands',
  kind: 'conference',
  recurring: false,
  conferenceId: '960000001',
  confUUID: '6a3c1e00d7b211eeb5f10255ac101f01',
  created: START - AHEAD,
  scheduledStart: START,
  scheduledEnd: END,
  start: START,
  end: END,
  over: END,
} as const;
