import { CUSTOMER_CODE } from '../documented.ts';
import type { QuanshiEndpoint } from '../endpoint.ts';
import { QuanshiRefusal } from '../errors.ts';
import { openSession, TOKEN_LIFE } from '../sessions.ts';

/** POST /eventopenapi/token/create: a token for one user. */
export const createToken: QuanshiEndpoint = {
  operation: 'CreateToken',
  path: () => '/eventopenapi/token/create',
  family: 'events',
  access: 'CheckSum',
  message: 'Successfully to create the token!',
  answer(call) {
    const { userId } = call.body;
    if (typeof userId !== 'number' || !Number.isSafeInteger(userId) || userId <= 0)
      throw new QuanshiRefusal('parameter', 'userId in the body must be a positive whole number');
    // Any user may have a token: which ids exist is not this operation's to tell (INFERRED).
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
