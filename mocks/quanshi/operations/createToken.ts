import { mustExist } from '../authority.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { openSession, TOKEN_LIFE } from '../sessions.ts';
import { CUSTOMER_CODE } from '../world/documented.ts';

/** POST /eventopenapi/token/create: a token for one user. */
export const createToken: QuanshiEndpoint = {
  operation: 'CreateToken',
  method: 'POST',
  path: () => '/eventopenapi/token/create',
  coverage: {
    section: '6.2',
    simulated: 'Nonce, CurTime, CheckSum, AppKey or AppId; 24 h; users that there are',
    inferred: 'the key `token`, the unit of `expire`, five minutes of skew (`clockSkew`)',
    missing: '',
    source: 'page [440](https://developer.quanshi.com/cn/api/440)',
  },
  family: 'events',
  access: 'CheckSum',
  message: 'Successfully to create the token!',
  answer(call) {
    const { userId } = call.body;
    if (typeof userId !== 'number' || !Number.isSafeInteger(userId) || userId <= 0)
      throw new QuanshiRefusal('parameter', 'userId in the body must be a positive whole number');
    mustExist(call.world, userId);
    const session = openSession(call.state, call.world.seed, userId, call.now);
    return {
      result: {
        productId: null,
        createTime: session.issuedAt,
        expire: TOKEN_LIFE,
        customerCode: CUSTOMER_CODE,
        // The stored answer is cut off before this key: its name is INFERRED, and so is the echo of userId [facts 6.2].
        token: session.token,
        userId,
      },
    };
  },
};
