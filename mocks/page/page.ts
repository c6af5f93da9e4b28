/** The page's files: path, content type, text. */
export const PAGE: Readonly<Record<string, readonly [type: string, text: string]>> = {};
