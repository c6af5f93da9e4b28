import type { JsonObject } from '../core/json.ts';
import { whole } from './body.ts';
import { HuaweiRefusal } from './errors.ts';

// 72 is an API caller; the others mobile, tablet, PC, television, large screen, web [H-AUTH] [CM-COPY].
const CLIENT_TYPES = [72, 50, 51, 52, 53, 54, 55];

/** The `clientType` of a login. @throws HuaweiRefusal USG.206060011 */
export function readClientType(body: JsonObject): number {
  const clientType = whole(body, 'clientType', '72 for an API caller');
  if (!CLIENT_TYPES.includes(clientType))
    throw new HuaweiRefusal('USG.206060011', `clientType must be one of ${CLIENT_TYPES.join(', ')}`);
  return clientType;
}
