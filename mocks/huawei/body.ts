import { type JsonObject, parseObject } from '../core/json.ts';
import { HuaweiRefusal } from './errors.ts';

/** @throws HuaweiRefusal USG.206060011 where the body is no JSON object */
export function readBody(body: string): JsonObject {
  const read = parseObject(body);
  if (!read) throw new HuaweiRefusal('USG.206060011', 'the body is not a JSON object');
  return read;
}

/** A string member; null and absent are empty, as the official SDKs send nulls for what they leave out [SDK-RUN]. */
export function text(body: JsonObject, field: string): string {
  const value = body[field] ?? '';
  if (typeof value !== 'string') throw new HuaweiRefusal('USG.206060011', `${field} must be a string`);
  return value;
}

/** A member that is a whole number from 0. */
export function whole(body: JsonObject, field: string, meaning: string): number {
  const value = body[field];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new HuaweiRefusal('USG.206060011', `${field} must be a whole number (${meaning})`);
  return value;
}

// 72 is an API caller; the others mobile, tablet, PC, television, large screen, web [H-AUTH] [CM-COPY].
const CLIENT_TYPES = [72, 50, 51, 52, 53, 54, 55];

/** The `clientType` of a login. @throws HuaweiRefusal USG.206060011 */
export function readClientType(body: JsonObject): number {
  const clientType = whole(body, 'clientType', '72 for an API caller');
  if (!CLIENT_TYPES.includes(clientType))
    throw new HuaweiRefusal('USG.206060011', `clientType must be one of ${CLIENT_TYPES.join(', ')}`);
  return clientType;
}

/** A boolean member; undefined where it is null or absent. */
export function flag(body: JsonObject, field: string): boolean | undefined {
  const value = body[field] ?? undefined;
  if (value !== undefined && typeof value !== 'boolean')
    throw new HuaweiRefusal('USG.206060011', `${field} must be true or false`);
  return value;
}
