import type { MeetingRoom } from '../../fixtures/meetingRoom.ts';
import { statusOf, type Timed } from '../world/meeting.ts';
import type { Host, Invitee, QuanshiConference } from './world/quanshiConference.ts';

// [documents/003]; a conference that runs is still one that was created, since the table has nothing between: INFERRED.
const STATUS = { cancelled: 0, created: 1, ended: 4 };
const ROOM = 2;
const DEVICE = 3;
const APPROVED = 2;

/** The details of a booked conference, keys and spellings of the example: billingcode, CreateTime, numbers for times. */
export function conferenceDetail(one: QuanshiConference, now: number): object {
  if (one.printedDetail) return one.printedDetail;
  const { rooms, host } = one;
  return {
    conferenceId: one.conferenceId,
    pcode1: one.pcode1,
    pcode2: one.pcode2,
    billingcode: one.billingCode,
    eventId: one.eventId,
    attendeeJoinUrl: one.attendeeJoinUrl,
    hostJoinUrl: one.hostJoinUrl,
    wcallurl: one.wcallurl,
    hostId: host.id,
    hostName: host.name,
    hostMobile: host.mobile,
    startTime: one.scheduledStart / 1000,
    endTime: one.scheduledEnd / 1000,
    length: (one.scheduledEnd - one.scheduledStart) / 60_000,
    status: bookingStatus(one, now),
    title: one.title,
    confMode: one.confMode,
    calType: one.recurring ? 'M' : 'E',
    roomId: rooms[0] ? String(rooms[0].id) : '',
    attendList: one.invitees.map(invitee),
    livePullUrl: '',
    livePullPwd: '',
    CreateTime: Math.floor(one.created / 1000),
    modifyTime: Math.floor(modifiedAt(one, now) / 1000),
    timezone: 'Asia/Shanghai',
    joinLogin: (one.details?.request?.joinLogin ?? (one.secure ? 1 : 0)) === 1 ? 1 : 0,
    joinConfSelTag: one.labels.length > 0 ? 1 : 0,
    joinConfTags: one.labels.join(','),
    webRTCUrl: `${one.attendeeJoinUrl}?priority=web`,
    calExtraInfo: extraInfo(one),
    confNodeType: one.secure ? 0 : 1,
    houseList: rooms.map((room, index) => house(room, index, host)),
    equipList: rooms.flatMap((room) => room.devices.map((device) => equipment(device, room, host))),
    detailHouseList: rooms.length === 0 ? null : rooms.map((room, index) => detailedHouse(room, index, host)),
  };
}

/** What a booking is: 0 cancelled, 1 created, 4 ended. */
export function bookingStatus(one: Timed, now: number): number {
  if (statusOf(one, now) === 'cancelled') return STATUS.cancelled;
  return one.over > now ? STATUS.created : STATUS.ended;
}

/** When a booking was changed last, or else made. */
export const modifiedAt = ({ created, changes }: QuanshiConference, now: number): number =>
  Math.max(created, ...changes.filter((at) => at <= now));

function extraInfo(one: QuanshiConference): object {
  if (!one.allowH323 && one.watchword === '' && one.labels.length === 0) return {};
  return {
    allowH323: one.allowH323 ? 1 : 0,
    openWatchword: one.watchword === '' ? 0 : 1,
    eventWatchword: one.watchword,
    // A JSON array inside a string, as the table says.
    labels: JSON.stringify(one.labels),
  };
}

function invitee(one: Invitee): object {
  const telephone = one.type === 3;
  return {
    cityCode: '',
    companyName: one.company,
    contactId: '',
    countryCode: one.mobile === '' ? '' : '86',
    displayName: one.name,
    mobileNumber: one.mobile,
    officePhone: '',
    orgName: one.department,
    phoneEmail: telephone ? one.email : '',
    phoneName: telephone ? one.name : '',
    productStatus: 1,
    status: one.answer,
    user: one.userId,
    userProfile: null,
    userType: one.type,
  };
}

// With several rooms the first is the main one, the others branches.
const mainRoom = (index: number) => (index === 0 ? 1 : 2);

/** What both lists say of a room first, in this order. */
const placeOf = (room: MeetingRoom, index: number) => ({
  DeviceId: room.id,
  DeviceType: ROOM,
  DeviceName: room.name,
  City: room.city,
  Location: room.location,
  Floor: room.floor,
  IsMainRoom: mainRoom(index),
});

function house(room: MeetingRoom, index: number, host: Host): object {
  return {
    ...placeOf(room, index),
    ParentDeviceId: 0,
    ParentDeviceType: 0,
    ApplyUserId: host.id,
    ApprovalStatus: APPROVED,
  };
}

function equipment(device: { id: number; name: string }, room: MeetingRoom, host: Host): object {
  return {
    DeviceId: device.id,
    DeviceType: DEVICE,
    DeviceName: device.name,
    City: room.city,
    Location: room.location,
    Floor: room.floor,
    IsMainRoom: 0,
    ParentDeviceId: room.id,
    ParentDeviceType: ROOM,
    ApplyUserId: host.id,
    ApprovalStatus: APPROVED,
  };
}

/** With ApprovalStatus and a number for Floor, as the example; its table has ApplyStatus and text. */
function detailedHouse(room: MeetingRoom, index: number, host: Host): object {
  return {
    ...placeOf(room, index),
    ApplyUserId: host.id,
    ApprovalStatus: APPROVED,
    SubDevices: room.devices.map((device) => ({
      DeviceId: device.id,
      DeviceType: DEVICE,
      DeviceName: device.name,
    })),
  };
}
