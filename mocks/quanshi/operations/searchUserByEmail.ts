import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { words } from '../input.ts';
import { user } from '../userShapes.ts';
import { byEmail, emailsOf, group } from '../users.ts';

/**
 * POST /eventopenapi/user/search/email: users by their e-mail addresses. The flow page sends one `email` and shows one
 * flat object, the page's own table has `emails` and results by address [facts 6.2]: both are answered, each in its form.
 */
export const searchUserByEmail: QuanshiEndpoint = {
  operation: 'SearchUserByEmail',
  method: 'POST',
  path: () => '/eventopenapi/user/search/email',
  coverage: {
    section: '6.2',
    simulated: 'both forms of the search',
    inferred: 'an empty list for nobody, at most 200 addresses',
    missing: '',
    source:
      'pages [440](https://developer.quanshi.com/cn/api/440), [421](https://developer.quanshi.com/cn/api/421)',
  },
  family: 'events',
  access: 'token or CheckSum',
  message: 'Successfully to get the user by email!',
  answer({ body, world }) {
    if (body.emails !== undefined && body.email === undefined)
      return { result: group(emailsOf(body), (email) => byEmail(world, email), user) };
    const found = byEmail(world, words(body, 'email'));
    if (!found) throw new QuanshiRefusal('user', `no user has the address ${words(body, 'email')}`);
    return { result: user(found) };
  },
};
