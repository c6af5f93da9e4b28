import { isNode, lineOf, type Node, type Source, wordOf } from './sources.ts';

/**
 * Says where code does one thing or another according to one of these words, or to a text that begins with it such as
 * `huawei.listOngoingWebinars`: a comparison, a `case`, a test of what a text holds, a table with such keys that is
 * looked into on the spot.
 */
export function branchesOn(sources: readonly Source[], words: readonly string[]): string[] {
  const word = new RegExp(`^(?:${words.join('|')})\\b`);
  return matching(sources, (node) => branches(node, (part) => word.test(wordOf(part) ?? '')));
}

const COMPARISONS = ['==', '===', '!=', '!=='];
/** Of texts, of lists, and of `Object`. */
const TESTS = ['startsWith', 'endsWith', 'includes', 'indexOf', 'is'];

function branches(node: Node, isWord: (part: unknown) => boolean): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      return COMPARISONS.includes(String(node.operator)) && (isWord(node.left) || isWord(node.right));
    case 'SwitchCase':
      return isWord(node.test);
    case 'CallExpression':
      return (
        TESTS.includes(memberOf(node.callee) ?? '') && [node.arguments, listOf(node)].flat().some(isWord)
      );
    case 'MemberExpression': {
      const table = plain(node.object);
      if (!node.computed || table?.type !== 'ObjectExpression') return false;
      return (table.properties as Node[]).some(({ key }) => isWord(key) || isWord(quoted(key)));
    }
    default:
      return false;
  }
}

/** The elements of a list written where it is asked: `['huawei'].includes(vendor)`. */
function listOf({ callee }: Node): readonly unknown[] {
  const list = isNode(callee) ? plain(callee.object) : undefined;
  return list?.type === 'ArrayExpression' ? (list.elements as unknown[]) : [];
}

/** A name as if it were in quotes. */
const quoted = (part: unknown): Node | undefined =>
  isNode(part) && part.type === 'Identifier' ? { ...part, type: 'Literal', value: part.name } : undefined;

/**
 * Says where code takes a variable or a secret out of the Worker's environment: any member of something called `env` that
 * is no binding, a member whose name is computed, a look at all of them, the platform's own `env`.
 */
export const environmentReads = (sources: readonly Source[], bindings: readonly string[]): string[] =>
  matching(sources, (node) => readsEnvironment(node, bindings));

function readsEnvironment(node: Node, bindings: readonly string[]): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return isEnvironment(node.object) && !bindings.includes(memberOf(node) ?? '');
    case 'VariableDeclarator': {
      const pattern = isNode(node.id) && node.id.type === 'ObjectPattern' ? node.id : undefined;
      // What is left after some were taken is a rest element, which has no key.
      const names = ((pattern?.properties ?? []) as Node[]).map(
        ({ key }) => nameOf(key) ?? wordOf(key) ?? '',
      );
      return isEnvironment(node.init) && names.some((name) => !bindings.includes(name));
    }
    case 'CallExpression': {
      const listing = isNode(node.callee) && nameOf(node.callee.object) === 'Object';
      return listing && (node.arguments as unknown[]).some(isEnvironment);
    }
    case 'ImportSpecifier':
      return nameOf(node.imported) === 'env';
    default:
      return false;
  }
}

/** `env`, `c.env`, `this.env`, `services.env`; the process of a command has an environment of its own. */
function isEnvironment(part: unknown): boolean {
  const node = plain(part);
  if (node?.type !== 'MemberExpression') return nameOf(node) === 'env';
  return memberOf(node) === 'env' && nameOf(node.object) !== 'process';
}

/** The member that an expression names, `one.member` or `one['member']`; undefined where it is computed. */
function memberOf(part: unknown): string | undefined {
  const node = plain(part);
  if (node?.type !== 'MemberExpression') return undefined;
  return node.computed ? wordOf(node.property) : nameOf(node.property);
}

const nameOf = (part: unknown): string | undefined =>
  isNode(part) && part.type === 'Identifier' ? String(part.name) : undefined;

/** An expression without what only the types know of: `(env as Other)` is `env`. */
function plain(part: unknown): Node | undefined {
  if (!isNode(part)) return undefined;
  return /^TS(As|Satisfies|NonNull)Expression$/.test(part.type) ? plain(part.expression) : part;
}

const matching = (sources: readonly Source[], wanted: (node: Node) => boolean): string[] =>
  sources.flatMap((source) =>
    source.nodes
      .filter(wanted)
      .map(
        (node) =>
          `${source.path}:${lineOf(node, source)}: ${excerpt(source.text.slice(node.start, node.end))}`,
      ),
  );

const excerpt = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 100);
