/**
 * How the picture looks. Colours are attributes, which no policy of a page forbids, and the light ones; the one `<style>` is
 * for dark screens alone, where media queries are the only way, both for the picture by itself and in an `<img>`. Where a
 * policy drops it, the picture keeps its light background and is as readable as before.
 */
export const LIGHT = {
  back: '#ffffff',
  ink: '#1f2328',
  bar: '#3b82f6',
  host: '#8b5cf6',
  area: '#3b82f6',
};

/** The same text in each picture, so that a policy may allow it by its digest. */
export const STYLE =
  '@media (prefers-color-scheme:dark){.mg-timeline{color:#e6edf3}.mg-timeline .back{fill:#0d1117}.mg-timeline .bar{fill:#58a6ff}.mg-timeline .host{fill:#a78bfa}.mg-timeline .area{fill:#58a6ff}}';

export const FONT =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

// Pixels.
export const SIZE = {
  width: 960,
  margin: 24,
  names: 168,
  lengths: 96,
  title: 17,
  text: 12,
  small: 11,
  head: 74,
  presence: 56,
  axis: 30,
  /** Of a row where there are few, and where there are many. */
  roomy: 28,
  tight: 19,
  strip: 34,
};

/** Above this many people, these are shown and the others are a strip. */
export const MOST_ROWS = 60;
/** Up to this many people, rows are roomy. */
export const FEW_ROWS = 20;
