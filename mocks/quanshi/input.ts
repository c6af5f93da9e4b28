import type { JsonObject } from '../core/json.ts';
import { QuanshiRefusal } from './errors.ts';

/** A member that is a whole number of at least 1. @throws QuanshiRefusal */
export function positive(body: JsonObject, name: string, fallback?: number): number {
  const value = body[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw new QuanshiRefusal('parameter', `${name} must be a whole number of at least 1`);
  return value;
}

/** A member that is 0 or 1, or the fallback where it is absent. @throws QuanshiRefusal */
export function zeroOrOne(body: JsonObject, name: string, fallback: 0 | 1 = 0): 0 | 1 {
  const value = body[name] ?? fallback;
  if (value === 0 || value === 1) return value;
  throw new QuanshiRefusal('parameter', `${name} must be 0 or 1`);
}

/** An instant in Unix seconds, in ms: text by the tables, a number in the samples. @throws QuanshiRefusal */
export function seconds(body: JsonObject, name: string, fallback?: number): number {
  if (body[name] === undefined && fallback !== undefined) return fallback;
  const text = String(body[name] ?? '');
  if (!/^\d{1,10}$/.test(text)) throw new QuanshiRefusal('parameter', `${name} must be Unix seconds`);
  return Number(text) * 1000;
}

/** A member that is text and not empty. @throws QuanshiRefusal */
export function words(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '')
    throw new QuanshiRefusal('parameter', `${name} must be text`);
  return value;
}

/**
 * A member that is a list of at most `most` values of one type; none where it is absent.
 * @throws QuanshiRefusal
 */
export function listOf(body: JsonObject, name: string, type: 'string', most: number): readonly string[];
export function listOf(body: JsonObject, name: string, type: 'number', most: number): readonly number[];
export function listOf(body: JsonObject, name: string, type: string, most: number): readonly unknown[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || value.some((one) => typeof one !== type))
    throw new QuanshiRefusal('parameter', `${name} must be a list of ${type}s`);
  if (value.length > most) throw new QuanshiRefusal('parameter', `${name} may have at most ${most} members`);
  return value;
}
