import { type SealKey, seal } from '../../config/seal.ts';
import { fitsType, type MeetgateEvent } from '../../core/event.ts';
import { type AttendanceStore, meetingOf } from './attendanceStore.ts';
import type { Content } from './claim.ts';
import type { DeliveryStore } from './deliveryStore.ts';
import { COMINGS, ownerOf, type Settings } from './subscription.ts';

/** People who come and go within this are told of together. */
const DIGEST_MS = 60_000;

/** Makes deliveries of what comes in, each once however often it is told. */
export class Intake {
  readonly #store: DeliveryStore;
  readonly #attendance: AttendanceStore;
  readonly #keys: SealKey[];
  readonly #digestMs: number;

  constructor(store: DeliveryStore, attendance: AttendanceStore, keys: SealKey[], speed: number) {
    this.#store = store;
    this.#attendance = attendance;
    this.#keys = keys;
    this.#digestMs = DIGEST_MS / speed;
  }

  async take(settings: Settings, event: MeetgateEvent): Promise<void> {
    if (this.#store.knows(event.id)) return;
    const now = Date.now();
    if (settings.chat !== undefined && COMINGS.includes(event.type))
      return this.#takeComing(settings, event, now);
    const ended = settings.chat !== undefined && event.type === 'meetgate.meeting.ended';
    const attendance = ended ? await this.#attendance.close(event) : undefined;
    const content: Content = { kind: 'event', event, ...(attendance && { attendance }) };
    await this.add(settings, { id: event.id, type: event.type, content, due: now });
  }

  /** Returns the number of the delivery: of the former one, where the message is known. */
  async add(
    { id: subscription }: Settings,
    { id, type, content, due }: { id: string; type: string; content: Content; due: number },
  ): Promise<number | undefined> {
    const sealed = await seal(content, ownerOf(subscription), this.#keys);
    this.#store.add({ message: id, type, made: Date.now(), due, sealed });
    return this.#store.find(id)?.seq;
  }

  /** Counts one who came or left, and puts them into the digest of their meeting, where the group wants one. */
  async #takeComing(settings: Settings, event: MeetgateEvent, now: number): Promise<void> {
    await this.#attendance.note(event, event.type === 'meetgate.attendee.joined', now);
    if (!fitsType(event.type, settings.types)) return;
    const sealed = await seal(event, ownerOf(settings.id), this.#keys);
    const prefix = `digest_${(await meetingOf(event)).slice(0, 24)}_`;
    if (!this.#store.waitingWith(prefix)) {
      const due = now + this.#digestMs;
      const content: Content = { kind: 'digest' };
      await this.add(settings, { id: prefix + event.id, type: 'meetgate.attendee.digest', content, due });
    }
    const digest = this.#store.waitingWith(prefix);
    if (digest) this.#store.addPart(event.id, digest.seq, sealed);
  }
}
