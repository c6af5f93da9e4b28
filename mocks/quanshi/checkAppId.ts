import type { JsonObject } from '../core/json.ts';
import { QuanshiRefusal } from './errors.ts';
import type { QuanshiSettings } from './settings.ts';

// What every caller of the oldest pages has.
const APP_ID = 6;

/**
 * Checks what the oldest pages have in place of a token. An appKey that is sent must be one of an application, whose id
 * newer pages send in a header of that name (INFERRED).
 * @throws QuanshiRefusal
 */
export function checkAppId(body: JsonObject, { apps }: Pick<QuanshiSettings, 'apps'>): void {
  if (body.appId !== APP_ID) throw new QuanshiRefusal('application', `appId in the body must be ${APP_ID}`);
  if (body.appKey !== undefined && !apps.some(({ appId }) => appId === body.appKey))
    throw new QuanshiRefusal('application', 'no application with this appKey is registered here');
}
