import type { QuanshiEndpoint } from '../endpoint.ts';
import { verifiedUser } from '../userShapes.ts';
import { byEmail, emailsOf, group } from '../users.ts';

/** POST /eventopenapi/user/v2/search/emails: users by address, several at once. */
export const searchUsersByEmails: QuanshiEndpoint = {
  operation: 'SearchUsersByEmails',
  method: 'POST',
  path: () => '/eventopenapi/user/v2/search/emails',
  coverage: {
    section: '6.2',
    simulated: 'several addresses at once',
    inferred: 'an empty list for nobody, at most 200 addresses',
    missing: '',
    source: 'page [431](https://developer.quanshi.com/cn/api/431)',
  },
  family: 'events',
  access: 'token or CheckSum',
  message: 'Successfully to get the user by emails!',
  answer: ({ body, world }) => ({
    result: group(emailsOf(body), (email) => byEmail(world, email), verifiedUser),
  }),
};
