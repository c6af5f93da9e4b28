type Value = string | number | undefined;

// XML 1.0 has no place for most control characters, not even escaped.
const NO_XML =
  /[\p{Cc}\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand between tags and within quotes. */
export const escaped = (text: string): string =>
  text.replace(NO_XML, ' ').replace(/[&<>"']/g, (one) => ESCAPED[one] ?? '');

/** An element: attributes are escaped, children are elements and `text` is escaped already. Numbers have two decimals. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: string[]
): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escaped(typeof value === 'number' ? pixels(value) : value)}"`,
  );
  const head = `<${name}${written.join('')}`;
  return children.length > 0 ? `${head}>${children.join('')}</${name}>` : `${head}/>`;
}

/** Shorter numbers make pictures of 300 people a third smaller, and nobody sees a hundredth of a pixel. */
export const pixels = (value: number): string => String(Math.round(value * 100) / 100);
