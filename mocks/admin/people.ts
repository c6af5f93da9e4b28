import { type Context, Hono } from 'hono';
import { VENDOR_IDS, type VendorId, type VendorState, type World } from '../registry.ts';
import { VENDOR } from '../simulation.ts';
import { currentOf, type Room } from '../vendor.ts';
import { statusOf } from '../world/meeting.ts';
import { type StayId, WorldFull } from '../world/overlay/overlay.ts';
import { paceOf } from '../world/pace.ts';
import { AdminMistake, readBody } from './body.ts';

/** What people are let in and out of. */
export interface Peopled {
  readonly world: World;
  readonly state: VendorState;
  readonly clock: { now(): number };
}

const LONGEST_NAME = 96;

/** `/__mock/people`: puts somebody into a meeting, as if they had joined it, or takes them out. */
export function peopleRoutes(simulation: Peopled): Hono {
  const now = () => simulation.clock.now();
  const app = new Hono();
  return app
    .post('/join', async (context) => {
      const { vendor, id, name, room, token } = await readPerson(context, simulation, ['token', 'random']);
      const status = statusOf(room.meeting, now());
      if (status === 'cancelled' || room.meeting.over <= now())
        throw new AdminMistake(`the meeting "${id}" is over`, 422);
      if (token !== undefined) {
        const why = VENDOR[vendor].spendJoinToken
          ? VENDOR[vendor].spendJoinToken(simulation.state[vendor], room, token, now())
          : `no source has tokens to join with at ${vendor}`;
        if (why !== undefined) throw new AdminMistake(why, 422);
      }
      written(() => simulation.world[vendor].overlay.join(room.meeting, { name }, now()));
      return context.json({ vendor, meeting: room.meeting.id, name, joinedAt: iso(now()) }, 201);
    })
    .post('/leave', async (context) => {
      const { vendor, id, name, room } = await readPerson(context, simulation);
      const stay = await stayOf(room, name, now());
      if (!stay) throw new AdminMistake(`nobody of that name is in the meeting "${id}"`, 404);
      written(() => simulation.world[vendor].overlay.leave(room.meeting, stay, now()));
      return context.json({ vendor, meeting: room.meeting.id, name, leftAt: iso(now()) });
    });
}

async function readPerson(context: Context, { world, clock }: Peopled, more: readonly string[] = []) {
  const known = ['vendor', 'meeting', 'name', ...more];
  const { vendor, meeting: id, name, random, token = random } = await readBody(context, known);
  if (token !== undefined && typeof token !== 'string')
    throw new AdminMistake('token and random, each a vendor’s word for the same, must be text');
  if (!isVendor(vendor)) throw new AdminMistake(`vendor must be ${VENDOR_IDS.join(' or ')}`);
  if (typeof id !== 'string' || id === '')
    throw new AdminMistake("meeting must be the id of a meeting as text, or a number of the vendor's own");
  if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME)
    throw new AdminMistake(`name must be text of at most ${LONGEST_NAME} characters`);
  const rooms = VENDOR[vendor].rooms(world[vendor], id, clock.now());
  const room = currentOf(rooms, clock.now());
  if (!room) throw new AdminMistake(`${vendor} has no meeting "${id}"`, 404);
  return { vendor, id, name, room, token };
}

/** The world takes so much and no more. @throws AdminMistake 422 */
function written<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof WorldFull) throw new AdminMistake(error.message, 422);
    throw error;
  }
}

/** The last who came of those of a name who are there; a webinar of 100,000 is looked through a part at a time. */
async function stayOf({ attendance, who }: Room, name: string, now: number): Promise<StayId | undefined> {
  const pace = paceOf();
  for (let index = attendance.total - 1; index >= 0; index--) {
    await pace();
    const { joinTime, leftTime } = attendance.stay(index);
    if (joinTime <= now && now < leftTime && who(index)?.name === name) return attendance.idOf(index);
  }
  return undefined;
}

const isVendor = (value: unknown): value is VendorId => VENDOR_IDS.some((id) => id === value);
const iso = (instant: number) => new Date(instant).toISOString();
