/** Vendors that are not spoken here, by the domains of their links: a link of theirs is told apart from nonsense. */
const DOMAINS: Readonly<Record<string, string>> = {
  'zoom.us': 'Zoom',
  'zoom.com': 'Zoom',
  'zoom.com.cn': 'Zoom',
  'zoomgov.com': 'Zoom',
  'teams.microsoft.com': 'Microsoft Teams',
  'teams.live.com': 'Microsoft Teams',
  'teams.cloud.microsoft': 'Microsoft Teams',
  'meet.google.com': 'Google Meet',
  'meeting.tencent.com': 'Tencent Meeting (腾讯会议)',
  'wemeet.qq.com': 'Tencent Meeting (腾讯会议)',
  'voovmeeting.com': 'VooV Meeting',
  'webex.com': 'Webex',
  'webex.com.cn': 'Webex',
  'dingtalk.com': 'DingTalk (钉钉)',
  'feishu.cn': 'Feishu (飞书)',
  'larksuite.com': 'Lark',
  'gotomeeting.com': 'GoTo Meeting',
  'gotowebinar.com': 'GoTo Webinar',
  'goto.com': 'GoTo Meeting',
  'gotomeet.me': 'GoTo Meeting',
  'bluejeans.com': 'BlueJeans',
  'meet.jit.si': 'Jitsi Meet',
  '8x8.vc': '8x8 Meet',
  'whereby.com': 'Whereby',
  'join.skype.com': 'Skype',
  'skype.com': 'Skype',
  'chime.aws': 'Amazon Chime',
  'ringcentral.com': 'RingCentral',
  'meeting.zoho.com': 'Zoho Meeting',
  'xylink.com': 'XYLink (小鱼易连)',
  'umeet.net': 'Umeet',
};

/** The same by the scheme of links that open their programs. */
const SCHEMES: Readonly<Record<string, string>> = {
  zoommtg: 'Zoom',
  zoomus: 'Zoom',
  msteams: 'Microsoft Teams',
  wemeet: 'Tencent Meeting (腾讯会议)',
  webex: 'Webex',
  wbx: 'Webex',
  dingtalk: 'DingTalk (钉钉)',
  feishu: 'Feishu (飞书)',
  lark: 'Lark',
  gotomeeting: 'GoTo Meeting',
};

/** The vendor that a host belongs to; undefined for one that is not known. */
export function otherVendorAt(host: string): string | undefined {
  const labels = host.split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const domain = labels.slice(from).join('.');
    if (Object.hasOwn(DOMAINS, domain)) return DOMAINS[domain];
  }
  return undefined;
}

/** The vendor that a scheme belongs to. */
export const otherVendorOf = (scheme: string): string | undefined =>
  Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
