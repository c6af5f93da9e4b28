import { NOBODY, type Presence } from '../presence.ts';
import type { StayId, Written } from './overlay.ts';
import type { Run } from './runs.ts';
import type { Stay } from './state.ts';

/** Who was in one run of a meeting, those whom the world drew and those whom somebody let in. */
export interface WrittenPresence extends Presence {
  /** What `leave` takes. */
  idOf(index: number): StayId;
  /** The stay that somebody made; undefined for one that was drawn. */
  made(index: number): Stay | undefined;
  /** The first stay of a person who was let in; undefined for one whom the world drew. */
  comer(person: number): Stay | undefined;
}

const drawnId = (number: number): StayId => ({ of: 'drawn', number });

/** A presence that nobody has written over. */
export const asDrawn = (drawn: Presence): WrittenPresence => ({
  ...drawn,
  idOf: drawnId,
  made: () => undefined,
  comer: () => undefined,
});

/** The presence of a run of a meeting. @param base as the world drew it, between `start` and its end */
export function writtenPresence(
  { entry, lefts }: Written<object>,
  run: Run,
  base: { readonly presence: Presence; readonly start: number; readonly end: number } | undefined,
): WrittenPresence {
  const { drawn } = entry;
  const mine = entry.stays.flatMap((stay, number) =>
    stay.joinedAt >= run.start && stay.joinedAt <= run.end ? [{ stay, number }] : [],
  );
  const runsHere = drawn && drawn.end > drawn.start && drawn.start >= run.start && drawn.start <= run.end;
  const { presence, start, end } = base && runsHere ? base : { presence: NOBODY, start: 0, end: 0 };
  const [cut, shift] = [drawn?.end ?? 0, (drawn?.start ?? start) - start];
  // Ended early, those who had not come yet do not come: only then each is looked at.
  const came = cut < end + shift ? comersBefore(presence, cut - shift) : undefined;
  const there = came?.length ?? presence.total;
  const gone = new Map(entry.gone.toReversed());
  const drawnStay = (number: number) => {
    const { joinTime, leftTime } = presence.stay(number);
    // Where it was prolonged, whoever came first stays to the end.
    const left = number === 0 && cut > end + shift ? cut : Math.min(leftTime + shift, cut);
    return { joinTime: joinTime + shift, leftTime: Math.min(left, gone.get(number) ?? left) };
  };
  const numberOf = (index: number) => came?.[index] ?? index;
  const within = ({ joinTime, leftTime }: { joinTime: number; leftTime: number }, now: number) =>
    joinTime <= now && now < leftTime;
  const stayOf = (stay: Stay, number: number) => ({ joinTime: stay.joinedAt, leftTime: lefts[number] ?? 0 });
  // Whoever comes twice is one person: an employee by their account, others by their name.
  const comers: Stay[] = [];
  const places = new Map<string, number>();
  const persons = mine.map(({ stay }) => {
    const key = stay.account ? `account ${stay.account}` : `name ${stay.name}`;
    const place = places.get(key) ?? comers.push(stay) - 1;
    places.set(key, place);
    return presence.people + place;
  });
  return {
    people: presence.people + comers.length,
    total: there + mine.length,
    person: (index) => persons[index - there] ?? presence.person(numberOf(index)),
    comer: (person) => comers[person - presence.people],
    stay(index) {
      const one = mine[index - there];
      return one ? stayOf(one.stay, one.number) : drawnStay(numberOf(index));
    },
    idOf(index) {
      const one = mine[index - there];
      return one ? { of: 'written', number: one.number } : drawnId(numberOf(index));
    },
    made: (index) => mine[index - there]?.stay,
    online(now) {
      let count = now < cut ? presence.online(now - shift) : 0;
      // Those who would be there had nobody sent them away, and who is there longer than drawn.
      for (const number of new Set([0, ...gone.keys()])) {
        if (number >= presence.total) continue;
        const { joinTime, leftTime } = presence.stay(number);
        const before = { joinTime: joinTime + shift, leftTime: Math.min(leftTime + shift, cut) };
        count += Number(within(drawnStay(number), now)) - Number(within(before, now));
      }
      for (const { stay, number } of mine) count += Number(within(stayOf(stay, number), now));
      return count;
    },
  };
}

function comersBefore({ total, stay }: Presence, cut: number): readonly number[] {
  return Array.from({ length: total }, (_, number) => number).filter((number) => stay(number).joinTime < cut);
}
