import { secret } from '../../core/sensitivity.ts';
import { count, text } from './schemas.ts';

/** What every answer tells of a webinar that has not ended. */
export const webinar = {
  conferenceId: text('Webinar id.'),
  corpId: text('Enterprise id.'),
  subject: text('Subject.'),
  deptName: text('Department of the person who booked it.'),
  description: text('Description.'),
  startTime: text('Start in UTC, `yyyy-MM-dd HH:mm`.'),
  timeZoneId: count('Time zone of the invitation; 56 is Beijing.'),
  scheduserId: text('User UUID of the person who booked it.'),
  scheduserName: text('Name of the person who booked it.'),
  vmrPkgName: text('Name of the webinar resource.'),
  chairJoinUri: secret(text('Join link of the host.')),
  chairPasswd: secret(text('Password of the host.')),
  guestJoinUri: secret(text('Join link of a panellist.')),
  guestPasswd: secret(text('Password of a panellist.')),
  audienceJoinUri: secret(text('Join link of the audience.')),
  audiencePasswd: secret(text('Password of the audience.')),
};
