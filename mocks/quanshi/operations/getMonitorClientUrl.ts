import { alphanumeric } from '../../../fixtures/text.ts';
import { mustSee } from '../authority.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { positive, words } from '../input.ts';

/** POST /confopenapi/conference/getMonitorClientUrl: a link to watch over a conference; the result is text. */
export const getMonitorClientUrl: QuanshiEndpoint = {
  operation: 'GetMonitorClientUrl',
  method: 'POST',
  path: () => '/confopenapi/conference/getMonitorClientUrl',
  coverage: {
    section: '6.6',
    simulated: 'by the host’s password or the conference',
    inferred: 'its host and administrators alone',
    missing: 'what is behind the link',
    source: 'page [191](https://developer.quanshi.com/cn/api/191)',
  },
  family: 'list',
  access: 'token',
  answer(call) {
    const { body, world, now } = call;
    if (body.pcode === undefined && body.conferenceId === undefined)
      throw new QuanshiRefusal('parameter', 'the body has neither pcode nor conferenceId');
    positive(body, 'userId');
    const one =
      body.pcode === undefined
        ? world.byConferenceId(words(body, 'conferenceId'), now)
        : world.byHostCode(words(body, 'pcode'), now);
    if (!one) throw new QuanshiRefusal('conference', 'no conference has that pcode or conferenceId');
    mustSee(call, one);
    const code = alphanumeric(12, world.seed, 'quanshi', one.eventId, 'monitor.url');
    return { result: `http://s.qsh1.cn/a/${code}?extType=5` };
  },
};
