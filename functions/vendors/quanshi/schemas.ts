import * as z from 'zod/mini';
import { described } from '../../core/described.ts';

/** A user id: `long` in the documents. */
export const userId = z.int().check(z.minimum(1));

/** The id of a booking. */
export const eventId = described(z.int().check(z.minimum(1)), 'Booking id.');

/** An instant. */
export const seconds = z.int().check(z.minimum(0), z.maximum(99_999_999_999));

// Built once: hundreds of fields are one of these.
const anyText = z.nullish(z.string());
/** A text the vendor may leave out or send as null. */
export const text = (description: string) => described(anyText, description);

const anyCount = z.nullish(z.int());
/** A whole number the vendor may leave out or send as null. */
export const count = (description: string) => described(anyCount, description);

const anyFlag = z.nullish(z.boolean());
/** A boolean that may be null. */
export const flag = (description: string) => described(anyFlag, description);

const device = {
  DeviceId: count('Device id.'),
  DeviceType: count('2 room, 3 device of a room.'),
  DeviceName: text('Name.'),
};

const place = {
  ...device,
  City: text('City.'),
  Location: text('Address.'),
  IsMainRoom: count('0 unless told, 1 main venue, 2 side venue.'),
  ApplyUserId: count('User id of the applicant.'),
};

const APPROVAL = '0 waiting, 1 refused, 2 approved, 3 room cancelled.';

/** A room or device that is booked (houseList, equipList). */
export const equipment = z.looseObject({
  ...place,
  Floor: count('Floor.'),
  ParentDeviceId: count('Device it belongs to.'),
  ParentDeviceType: count('Kind of that device: 2 room, 3 device.'),
  ApprovalStatus: count(APPROVAL),
});

/** A room with its devices (detailHouseList). */
export const room = z.looseObject({
  ...place,
  Floor: text('Floor.'),
  ApplyStatus: count(APPROVAL),
  SubDevices: described(z.nullish(z.array(z.looseObject(device))), 'Devices of the room.'),
});
