import type { Span } from '../attendance/unionOf.ts';
import { LIGHT } from './look.ts';
import { escaped, tag } from './svg.ts';
import type { TimeScale } from './timeScale.ts';

export interface TimelineOptions {
  subject: string;
  /** IANA name of the zone that its clock shows. */
  timeZone: string;
  lang: 'en' | 'zh';
}

/** What each part of the picture is drawn with. */
export interface Canvas extends TimelineOptions {
  scale: TimeScale;
  span: Span;
  clock: (ms: number) => string;
}

/** Attributes of bars: of anybody, of a host, of one that nobody told the end of. */
export const BAR = { class: 'bar', fill: LIGHT.bar, 'fill-opacity': 0.9 };
export const HOST = { class: 'bar host', fill: LIGHT.host };
export const OPEN = { 'fill-opacity': 0.5 };

/** A text, in the colour of texts. */
export const label = (
  x: number,
  y: number,
  text: string,
  more: Record<string, string | number> = {},
): string => tag('text', { x, y, fill: 'currentColor', ...more }, escaped(text));
