/** What a cell may hold; what is not there is an empty cell. */
export type Cell = string | number | null | undefined;

/**
 * What makes a spreadsheet take a text for a formula (OWASP's list, and the full-width forms that csv-stringify adds).
 * Spreadsheets drop blanks of every kind before they look, and so does this.
 */
const FORMULA = /^[\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** What most cells are: nothing to be mended in them, and that told by one look. */
const PLAIN = /^[\w\u4e00-\u9fff](?:[\w\u4e00-\u9fff @:./()-]*[\w\u4e00-\u9fff)])?$/;

/**
 * One cell as RFC 4180 has it. A line break or another control character becomes a blank. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it: a number such as `+9911…` too, as only its digits tell it from one.
 */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (PLAIN.test(value)) return value;
  const formula = FORMULA.test(value) || /^[\t\r\n]/.test(value);
  const text = value.replace(/\r\n|\p{Cc}/gu, ' ');
  const safe = formula ? `'${text}` : text;
  return formula || /[",;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
