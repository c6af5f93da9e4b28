/** What Huawei pushes of a meeting [PUSH-MODEL]; `meeting.verify`, of a subscription, is not among them. */
export const HUAWEI_EVENTS = [
  'meeting.create',
  'meeting.modify',
  'meeting.cancel',
  'meeting.started',
  'meeting.join',
  'meeting.left',
  'meeting.end',
  'meeting.conclude',
  'record.finish',
] as const;

/** What Quanshi calls back with. */
export const QUANSHI_EVENTS = ['meetingbegin', 'meetingend', 'update'] as const;

export type HuaweiEventName = (typeof HUAWEI_EVENTS)[number];
export type QuanshiEventName = (typeof QUANSHI_EVENTS)[number];

/** Something that happened in the world and that a vendor tells of. */
export type WorldEvent = HuaweiEvent | QuanshiEvent;

interface Happening {
  /** When, ms since 1970. */
  readonly at: number;
  /** What is told of it, in the vendor's form and order; made when somebody is to be told. */
  detail(): object;
}

/** `detail` is the payload: meetingInfo and perhaps attendeeInfo. */
export interface HuaweiEvent extends Happening {
  readonly vendor: 'huawei';
  readonly name: HuaweiEventName;
}

/** `detail` is meetinginfo, or event in an update. */
export interface QuanshiEvent extends Happening {
  readonly vendor: 'quanshi';
  readonly name: QuanshiEventName;
}

/** Which events somebody wants to hear of. */
export type Wanted = (name: string) => boolean;
