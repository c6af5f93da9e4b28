/*
 * An MP4 of any length that plays and is small: AAC of 8 kHz, each frame of which is the same six bytes of silence. An
 * hour has 165 KB. Boxes as in ISO/IEC 14496-12 and -14.
 */

const RATE = 8_000;
const SAMPLES_A_FRAME = 1_024;
/** One frame of AAC-LC, one channel, in which nothing is heard. */
const SILENCE = [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80] as const;
/** AAC-LC, 8,000 Hz, one channel: the AudioSpecificConfig of ISO/IEC 14496-3. */
const CONFIG = [0x15, 0x88] as const;
const UNITY = [0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000];

type Part = Uint8Array | readonly number[];

const encoder = new TextEncoder();
const word = (value: number): readonly number[] => [
  (value >>> 24) & 255,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
const half = (value: number): readonly number[] => [(value >>> 8) & 255, value & 255];
const zeros = (count: number): readonly number[] => new Array(count).fill(0);

function joined(parts: readonly Part[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
const box = (type: string, ...parts: readonly Part[]): Uint8Array => {
  const content = joined(parts);
  return joined([word(content.length + 8), encoder.encode(type), content]);
};
/** A box with a version and flags. */
const full = (type: string, flags: number, ...parts: readonly Part[]) => box(type, word(flags), ...parts);
/** A descriptor of MPEG-4, shorter than 128 bytes. */
const descriptor = (tag: number, ...parts: readonly Part[]) => {
  const content = joined(parts);
  return joined([[tag, content.length], content]);
};

const framesOf = (seconds: number) => Math.max(1, Math.ceil((seconds * RATE) / SAMPLES_A_FRAME));

/** About how many bytes such a movie has: its frames, without the few hundred of its index. */
export const movieBytes = (seconds: number): number => framesOf(seconds) * SILENCE.length;

/** A movie of so many seconds in which nothing is heard. */
export function silentMovie(seconds: number): Uint8Array {
  const frames = framesOf(seconds);
  const duration = frames * SAMPLES_A_FRAME;
  const head = box('ftyp', encoder.encode('isom'), word(512), encoder.encode('isomiso2mp41'));
  // The place of the first frame is behind everything else, whose size does not depend on it.
  const index = (place: number) => box('moov', ...movie(frames, duration, place));
  const place = head.length + index(0).length + 8;
  const sound = new Uint8Array(movieBytes(seconds));
  sound.set(SILENCE);
  for (let made = SILENCE.length; made < sound.length; made *= 2) sound.copyWithin(made, 0, made);
  return joined([head, index(place), box('mdat', sound)]);
}

function movie(frames: number, duration: number, place: number): readonly Uint8Array[] {
  const matrix = UNITY.flatMap(word);
  const stream = descriptor(
    3,
    half(1),
    [0],
    descriptor(4, [0x40, 0x15], zeros(3), word(RATE), word(RATE), descriptor(5, CONFIG)),
    descriptor(6, [2]),
  );
  const sound = box(
    'mp4a',
    ...[zeros(6), half(1), zeros(8), half(1), half(16), zeros(4), word(RATE * 65_536)],
    full('esds', 0, stream),
  );
  const table = box(
    'stbl',
    full('stsd', 0, word(1), sound),
    full('stts', 0, word(1), word(frames), word(SAMPLES_A_FRAME)),
    full('stsc', 0, word(1), word(1), word(frames), word(1)),
    full('stsz', 0, word(SILENCE.length), word(frames)),
    full('stco', 0, word(1), word(place)),
  );
  const times = [zeros(8), word(RATE), word(duration)];
  const reference = box('dinf', full('dref', 0, word(1), full('url ', 1)));
  const media = box(
    'mdia',
    full('mdhd', 0, ...times, half(0x55c4), zeros(2)),
    full('hdlr', 0, zeros(4), encoder.encode('soun'), zeros(12), encoder.encode('sound\0')),
    box('minf', full('smhd', 0, zeros(4)), reference, table),
  );
  const placed = [zeros(8), zeros(2), zeros(2), half(0x0100), zeros(2), matrix];
  return [
    full('mvhd', 0, ...times, word(0x0001_0000), half(0x0100), zeros(10), matrix, zeros(24), word(2)),
    box('trak', full('tkhd', 3, zeros(8), word(1), zeros(4), word(duration), ...placed, zeros(8)), media),
  ];
}
