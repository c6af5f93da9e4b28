const BLOCK = /<!-- docs:([\w-]+) -->\n[\s\S]*?<!-- \/docs -->/g;

/**
 * Writes each block of a Markdown file anew: what stands between `<!-- docs:NAME -->` and `<!-- /docs -->`.
 *
 * @throws Error where the file has a block that nobody makes, or lacks one, or has one twice
 */
export function fill(text: string, blocks: Record<string, () => string>): string {
  const found = [...text.matchAll(BLOCK)].map(([, name = '']) => name);
  if (found.toSorted().join() !== Object.keys(blocks).toSorted().join())
    throw new Error(`It has the blocks ${found.join(', ')}, and not ${Object.keys(blocks).join(', ')}.`);
  return text.replace(
    BLOCK,
    (_, name: string) => `<!-- docs:${name} -->\n${blocks[name]?.()}\n<!-- /docs -->`,
  );
}
