/** Wide and full-width characters of East Asia, and pictures: as wide as they are high. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
/** Marks that stand on the character before them, and what shows nothing. */
const NONE = /\p{M}|\p{Cf}|\p{Cc}/u;
/** Capitals and the widest letters of Latin are wider than the others, in every sans-serif. */
const BROAD = /[A-Z@%&mwMW\u0410-\u042f]/;
const NARROW = /[iljtfrI1.,:;'|!()[\] -]/;

const widthOfCharacter = (character: string): number => {
  if (NONE.test(character)) return 0;
  if (WIDE.test(character)) return 1;
  if (NARROW.test(character)) return 0.35;
  return BROAD.test(character) ? 0.78 : 0.56;
};

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** A character as people see one is as wide as its widest part: a family of four is one picture. */
const widthOfGrapheme = (grapheme: string): number =>
  [...grapheme].reduce((widest, character) => Math.max(widest, widthOfCharacter(character)), 0);

/** How wide a text is about, in ems of a sans-serif font: Chinese is exact, Latin is rather too wide than too narrow. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += widthOfGrapheme(segment);
  return width;
}

/** As much of a text as fits into a width in ems, with … where something is missing. */
export function fitted(text: string, ems: number): string {
  if (widthOf(text) <= ems) return text;
  let kept = '';
  let width = 1;
  for (const { segment } of segmenter.segment(text)) {
    width += widthOfGrapheme(segment);
    if (width > ems) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
