import type { Occurrence } from '../../world/occasions.ts';
import type { HuaweiMeeting, MeetingBrief, MeetingReference } from './huaweiMeeting.ts';

/** What is made of an occurrence when somebody asks for it. */
export interface Drawing {
  conferenceIdOf(occurrence: Occurrence): string;
  uuidOf(occurrence: Occurrence): string;
  isRecorded(one: MeetingReference): boolean;
  briefOf(occurrence: Occurrence): MeetingBrief;
  load(occurrence: Occurrence): HuaweiMeeting;
}

/**
 * A meeting that the world drew, before it is made. Searches hold tens of thousands of these at once, and what the
 * collector of garbage must move keeps everybody waiting: so it has three fields, and its methods are the class's.
 */
export class DrawnReference implements MeetingReference {
  readonly conferenceId: string;
  readonly #occurrence: Occurrence;
  readonly #drawing: Drawing;

  constructor(occurrence: Occurrence, drawing: Drawing) {
    this.conferenceId = drawing.conferenceIdOf(occurrence);
    this.#occurrence = occurrence;
    this.#drawing = drawing;
  }

  get id() {
    return this.#occurrence.id;
  }
  get kind() {
    return this.#occurrence.kind;
  }
  get created() {
    return this.#occurrence.created;
  }
  get scheduledStart() {
    return this.#occurrence.scheduledStart;
  }
  get scheduledEnd() {
    return this.#occurrence.scheduledEnd;
  }
  get start() {
    return this.#occurrence.start;
  }
  get end() {
    return this.#occurrence.end;
  }
  get over() {
    return this.#occurrence.over;
  }
  get cancelledAt() {
    return this.#occurrence.cancelledAt;
  }
  get confUUID() {
    return this.#drawing.uuidOf(this.#occurrence);
  }
  get recorded(): boolean {
    return this.#drawing.isRecorded(this);
  }
  brief() {
    return this.#drawing.briefOf(this.#occurrence);
  }
  load() {
    return this.#drawing.load(this.#occurrence);
  }
}
