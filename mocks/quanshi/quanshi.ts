import { defineVendor } from '../vendor.ts';
import { timesOf } from '../world/meeting.ts';
import { quanshiEvents } from './events.ts';
import { quanshiFaults } from './faults.ts';
import { spendJoinToken } from './joinToken.ts';
import * as operations from './operations.ts';
import { roomOf } from './room.ts';
import { quanshiService } from './service.ts';
import { QUANSHI_DEFAULTS } from './settings.ts';
import { quanshiSettingsShape } from './settingsShape.ts';
import { emptyQuanshiState } from './state.ts';
import { quanshiTopics } from './topics.ts';
import { quanshiWorld } from './world/quanshiWorld.ts';

/** Quanshi (全时). */
export const quanshi = defineVendor({
  id: 'quanshi',
  title: 'Quanshi',
  credentials: 'Quanshi app demo-app, secret demo-secret, user id 10001',
  words: { vendor: 'Quanshi', running: 'conferences', count: 'liveConferences' },
  kinds: ['conference'],
  hosts: ['openapi.quanshi.com', 'events-openapi.quanshi.com'],
  defaults: QUANSHI_DEFAULTS,
  settingsShape: quanshiSettingsShape,
  emptyState: emptyQuanshiState,
  world: quanshiWorld,
  endpoints: Object.values(operations),
  open: quanshiService,
  // Every path begins with a product.
  owns: (path) => /^\/(confopenapi|eventopenapi|conference|user)\//.test(path),
  refusesWithSuccess: true,
  faults: quanshiFaults,
  events: quanshiEvents,
  overview: (world, state, now) => ({
    running: world.live(now).map((one) => () => {
      const { title, liveId, start, end, host, online } = one.load();
      return { subject: title, id: liveId, host: host.name, start, end, online: online(now) };
    }),
    logins: state.logins,
    tokens: [...state.sessions.values()]
      .filter((one) => one.expiresAt > now)
      .map(({ userId }) => String(userId)),
  }),
  rooms(world, id, now) {
    const conference =
      world.byId(id, now) ??
      (/^\d+$/.test(id) ? world.byEventId(Number(id), now) : undefined) ??
      world.byConferenceId(id, now) ??
      world.byLiveId(id, now);
    return conference ? world.runs(conference).map((run) => roomOf(world, run)) : [];
  },
  doors: (world, from, to) =>
    [...world.during(from, to), ...world.written(from, to)].map((one) => ({
      ...timesOf(one),
      open: () => roomOf(world, one.load()),
    })),
  spendJoinToken: (state, { ids }, token, now) => spendJoinToken(state, Number(ids.eventId), token, now),
  topics: quanshiTopics,
});
