import { Hono } from 'hono';
import type { Clock } from '../core/clock.ts';
import { INSTANT_FORM, readInstant, readSpan, SPAN_FORM } from '../core/instant.ts';
import { AdminMistake, readBody } from './body.ts';

// A year a second. Any faster, and two requests of one millisecond would find different lists.
const FASTEST = 31_536_000;

/** `/__mock/clock`: get, set, advance. */
export function clockRoutes(clock: Clock): Hono {
  const face = () => ({ now: clock.now(), iso: new Date(clock.now()).toISOString(), speed: clock.speed });
  return new Hono()
    .get('/', (context) => context.json(face()))
    .put('/', async (context) => {
      const { now, speed } = await readBody(context, ['now', 'speed']);
      if (now === undefined && speed === undefined)
        throw new AdminMistake('now, speed or both must be there');
      const instant = readInstant(now);
      if (now !== undefined && instant === undefined) throw new AdminMistake(`now must be ${INSTANT_FORM}`);
      if (speed !== undefined && !(typeof speed === 'number' && speed >= 0 && speed <= FASTEST))
        throw new AdminMistake(`speed must be a number from 0, which stands still, to ${FASTEST}`);
      if (instant !== undefined) clock.set(instant);
      if (typeof speed === 'number') clock.setSpeed(speed);
      return context.json(face());
    })
    .post('/advance', async (context) => {
      const { by } = await readBody(context, ['by']);
      const span = readSpan(by);
      if (span === undefined) throw new AdminMistake(`by must be ${SPAN_FORM}`);
      if (readInstant(clock.now() + span) === undefined)
        throw new AdminMistake('by leads beyond what a date can be');
      clock.advance(span);
      return context.json(face());
    });
}
