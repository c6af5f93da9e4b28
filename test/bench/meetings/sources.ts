/** Each vendor has two accounts, each by an application of its own. */
export const APPS = ['demo-app', 'second-app'];

/** The lists of what runs, of each account: as the vendor calls them, how long each takes beside the slowest, our route to it. */
export const SOURCES = [
  { vendorName: 'ListOngoingWebinars', part: 0.4, route: '/v1/huawei/webinars/ongoing?limit=500' },
  {
    vendorName: 'SearchOnlineMeetings',
    part: 1,
    route: '/v1/huawei/conferences/online?limit=500&queryAll=true',
  },
  { vendorName: 'ListByStatus', part: 0.7, route: '/v1/quanshi/conferences/live?count=500' },
];
