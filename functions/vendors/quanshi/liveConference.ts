import { personal, secret } from '../../core/sensitivity.ts';
import { count, flag, text } from './schemas.ts';

/** What every answer tells of a conference that runs or ran. Times are Unix seconds. */
export const liveConference = {
  eventId: count('Booking id.'),
  title: text('Subject.'),
  billingCode: text('Billing code.'),
  customerCode: text('Customer code.'),
  pcode2: secret(text('Password of a participant.')),
  hostId: count('User id of the host.'),
  hostName: text('Name of the host.'),
  hostEmail: personal(text('E-mail of the host.')),
  hostMobile: personal(text('Mobile of the host.')),
  hostOrgId: count('Organisation of the host.'),
  hostIp: personal(text('IP address of the host.')),
  hostLocation: personal(text('Where the host is.')),
  startTime: count('Start: Unix seconds.'),
  stopTime: count('End: Unix seconds; 0 while it runs.'),
  confDuration: count('Length in seconds.'),
  isSecureConf: flag('Whether it is a confidential conference.'),
  isRecord: flag('Whether it is recorded.'),
  dataCenter: text('Data centre.'),
  status: count('State; 2 running, 4 ended.'),
  attendeeCnt: count('Attendees.'),
  voipCnt: count('Attendees by VoIP.'),
  pstnCnt: count('Attendees by telephone.'),
  videoCnt: count('Video terminals.'),
  desktopCnt: count('Desktop clients.'),
  mcuCnt: count('MCUs.'),
  boxCnt: count('Boxes.'),
  rawAttendeeCnt: count('Attendees before correction.'),
  rawPstnCnt: count('Attendees by telephone before correction.'),
};
