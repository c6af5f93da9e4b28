import type * as z from 'zod/mini';
import type { Ask, Told, VendorOperation } from '../../core/operation.ts';
import type { Paging } from '../../core/paging.ts';
import { listHistoryWebinars } from '../../vendors/huawei/operations/listHistoryWebinars.ts';
import { listOngoingWebinars } from '../../vendors/huawei/operations/listOngoingWebinars.ts';
import { listUpcomingWebinars } from '../../vendors/huawei/operations/listUpcomingWebinars.ts';
import { searchHistoryMeetings } from '../../vendors/huawei/operations/searchHistoryMeetings.ts';
import { searchMeetings } from '../../vendors/huawei/operations/searchMeetings.ts';
import { searchOnlineMeetings } from '../../vendors/huawei/operations/searchOnlineMeetings.ts';
import { listLiveConferences } from '../../vendors/quanshi/operations/listLiveConferences.ts';
import { listRoomConferences } from '../../vendors/quanshi/operations/listRoomConferences.ts';
import * as huawei from '../mapping/huawei.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { bookedConference, liveConference } from '../mapping/quanshi.ts';
import { type MeetingStatus, OVER } from '../model/meeting.ts';

/** What of a list is wanted. Times are epoch milliseconds. */
export interface Stretch {
  from: number;
  to: number;
  /** What the vendor is to search for. */
  search?: string | undefined;
  /** How many meetings. */
  limit: number;
}

interface AnyList {
  id: string;
  mapping: Mapping;
  /** What it is asked for where only one of these is wanted. */
  has: readonly MeetingStatus[];
}

/** A list that has pages. */
export interface PagedList extends AnyList {
  /**
   * How it is read: `whole` is what runs, few and in no order that is told; `onward` is in order of the booked start and may
   * be long; `by-day` takes a stretch of time.
   */
  read: 'whole' | 'onward' | 'by-day';
  paging: Paging;
  /** The input of its first page. */
  input(stretch: Stretch): Record<string, unknown>;
  ask(ask: Ask, input: Record<string, unknown>, account: string): Promise<Told<Record<string, unknown>>>;
}

/** What one host has booked, which `readBookings` reads. */
export interface HostList extends AnyList {
  read: 'by-host';
}

/** A list of a vendor that has meetings. */
export type VendorList = PagedList | HostList;

/** As many rows as Huawei gives at a time; Quanshi takes as many, too. The same for everybody, so that answers are shared. */
const MOST = 500;
/** Of lists that are read until a page of ours is full; of a page that has more than twice as many, each call takes as long. */
const SOME = 100;
const inOrder = ({ limit }: Stretch) =>
  ({ limit: limit > 2 * SOME ? MOST : SOME, sortType: 'ASC_StartTIME' }) as const;

const searched = ({ search }: Stretch) => (search === undefined ? {} : { searchKey: search });
/** `yyyy-MM-dd HH:mm`, as Huawei wants minutes. */
const minute = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** Every list of meetings that there is. Of what two of them tell, the first one is believed. */
export const vendorLists: readonly VendorList[] = [
  list(listOngoingWebinars, huawei.ongoingWebinar, 'ongoing', 'whole', () => ({ limit: MOST })),
  list(searchOnlineMeetings, huawei.onlineMeeting, 'ongoing', 'whole', () => ({
    limit: MOST,
    queryAll: true,
  })),
  list(listLiveConferences, liveConference, 'ongoing', 'whole', () => ({ count: MOST })),
  list(listUpcomingWebinars, huawei.upcomingWebinar, 'scheduled', 'onward', (wanted) => ({
    ...inOrder(wanted),
    ...searched(wanted),
  })),
  // It has those that run, too: without them, one that begins between two questions would be in neither list.
  list(searchMeetings, huawei.bookedMeeting, 'scheduled', 'onward', (wanted) => ({
    ...inOrder(wanted),
    queryAll: true,
    ...searched(wanted),
  })),
  {
    id: listRoomConferences.id,
    mapping: bookedConference,
    has: ['scheduled', ...OVER],
    read: 'by-host',
  },
  list(listHistoryWebinars, huawei.pastWebinar, 'ended', 'by-day', (wanted) => ({
    limit: MOST,
    startTime: minute(wanted.from),
    endTime: minute(wanted.to),
    ...searched(wanted),
  })),
  list(searchHistoryMeetings, huawei.pastMeeting, 'ended', 'by-day', (wanted) => ({
    limit: MOST,
    startDate: wanted.from,
    endDate: wanted.to,
    queryAll: true,
    ...searched(wanted),
  })),
];

function list<Input extends z.core.$ZodObject, Output extends z.core.$ZodType>(
  operation: VendorOperation<string, Input, Output, Paging>,
  mapping: Mapping,
  has: MeetingStatus,
  read: PagedList['read'],
  input: (stretch: Stretch) => z.input<Input>,
): PagedList {
  return {
    id: operation.id,
    mapping,
    has: [has],
    read,
    paging: operation.paging,
    input,
    ask: async (ask, page, account) => (await ask(operation, page as z.input<Input>, account)) as never,
  };
}
