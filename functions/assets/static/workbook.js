/**
 * A workbook for spreadsheets (ECMA-376, SpreadsheetML), of sheets with rows of texts, numbers and times. Texts are written as
 * texts: no spreadsheet takes one for a formula. Not compressed: a file of some hundred people has some 100 KiB.
 */
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What XML 1.0 forbids even escaped goes; a cell holds 32,767 characters at most. [Excel specifications and limits] */
const escaped = (text) =>
  String(text)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .slice(0, 32_767)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Days since 1899-12-30 by the wall clock of here: spreadsheets know no zones. */
const serialOf = (time) => (time.getTime() - time.getTimezoneOffset() * 60_000) / 86_400_000 + 25_569;

function cellOf(value) {
  if (value === undefined || value === null || value === '') return '<c/>';
  if (value instanceof Date) return `<c s="1"><v>${serialOf(value)}</v></c>`;
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

const headOf = (text) => `<c s="2" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;

/** The first row is the head, which stays while one scrolls. */
function sheetOf([head, ...rows]) {
  const body = rows.map((row) => `<row>${row.map(cellOf).join('')}</row>`).join('');
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${head.length}" width="20" customWidth="1"/></cols><sheetData><row>${head.map(headOf).join('')}</row>${body}</sheetData></worksheet>`;
}

/** One style for each kind of cell: plain, a time, a head. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

/** A `Blob` of `{ name, rows }`; the first row of each is its head. */
export function workbook(sheets) {
  const numbered = sheets.map(({ name, rows }, index) => ({ name, rows, n: index + 1 }));
  const relation = (id, type, target) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (inner) =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  const part = (name, type) => `<Override PartName="/${name}" ContentType="${type}+xml"/>`;
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const files = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('xl/workbook.xml', `${kind}.sheet.main`)}${part('xl/styles.xml', `${kind}.styles`)}${numbered.map(({ n }) => part(`xl/worksheets/sheet${n}.xml`, `${kind}.worksheet`)).join('')}</Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    // A name of a sheet has 31 characters at most, and none of []:*?/\.
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbered.map(({ name, n }) => `<sheet name="${escaped(name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="${n}" r:id="s${n}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      numbered.map(({ n }) => relation(`s${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('') +
        relation('styles', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(numbered.map(({ rows, n }) => [`xl/worksheets/sheet${n}.xml`, sheetOf(rows)])),
  };
  return new Blob(zipped(files), { type: TYPE });
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xed_b8_83_20 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes) {
  let value = 0xff_ff_ff_ff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xff_ff_ff_ff) >>> 0;
}

/** Little-endian fields, `[bytes, value]` each. */
function record(...fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return view.buffer;
}

/** A ZIP of stored files (APPNOTE.TXT 6.3); 33 is the first day that its clock knows. */
function zipped(files) {
  const encoder = new TextEncoder();
  const parts = [];
  const directory = [];
  let offset = 0;
  let directorySize = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [encoder.encode(name), encoder.encode(text)];
    const about = [
      [2, 20],
      [2, 0x08_00],
      [2, 0],
      [2, 0],
      [2, 33],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, path.length],
      [2, 0],
    ];
    parts.push(record([4, 0x04_03_4b_50], ...about), path, bytes);
    directory.push(
      record([4, 0x02_01_4b_50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
      path,
    );
    offset += 30 + path.length + bytes.length;
    directorySize += 46 + path.length;
  }
  const count = Object.keys(files).length;
  const end = record(
    [4, 0x06_05_4b_50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directorySize],
    [4, offset],
    [2, 0],
  );
  return [...parts, ...directory, end];
}
