/** An application registered on Quanshi's developer platform. */
export interface QuanshiApp {
  readonly appId: string;
  readonly secret: string;
}

/** What of Quanshi can be set, chiefly where the sources leave it open. */
export interface QuanshiSettings {
  readonly apps: readonly QuanshiApp[];
  /** How far CurTime may be from the clock, ms. Not documented; five minutes is INFERRED. */
  readonly clockSkew: number;
  /** Where the look-up by join URL is served: the document lost its path, see JOIN_URL_PATH. */
  readonly joinUrlPath: string;
  /** Where the list of a room is served: its page lost its path, too, see ROOM_LIST_PATH. */
  readonly roomListPath: string;
}

/**
 * INVENTED. documents/003 lost the path of its operation; only that it lies under /confopenapi/ follows from its
 * request ids [facts 6.5]. Ask Quanshi for the real one.
 */
export const JOIN_URL_PATH = '/confopenapi/conference/getByJoinUrl';

/** INVENTED, as the other: page 480 lost the path of its operation [F of facts-more]. */
export const ROOM_LIST_PATH = '/confopenapi/room/conference/listByRoom';

/** The demonstration's credentials. */
export const QUANSHI_DEFAULTS: QuanshiSettings = {
  apps: [{ appId: 'demo-app', secret: 'demo-secret' }],
  clockSkew: 5 * 60_000,
  joinUrlPath: JOIN_URL_PATH,
  roomListPath: ROOM_LIST_PATH,
};
