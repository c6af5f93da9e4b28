import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import { consolePage } from '../../functions/console/pages/consolePage.ts';
import { type Guide, guideIndex, guidePage } from '../../functions/console/pages/guidePages.ts';
import { landingPage } from '../../functions/console/pages/landing.ts';
import { layout, type Page } from '../../functions/console/pages/layout.ts';
import { problemIndex, problemPage } from '../../functions/console/pages/problemPages.ts';
import { operationPage, referencePage } from '../../functions/console/pages/reference.ts';
import { LANGUAGES, type Language } from '../../functions/console/pages/words.ts';
import { type ProblemKind, problems } from '../../functions/core/problems.ts';
import { operations } from '../../functions/registry.ts';

const FOLDER = 'functions/console/guides';

/** The guides of a language: `name.md`, or `name.zh.md`. */
function guides(root: string, language: Language): Guide[] {
  const folder = join(root, FOLDER);
  // Git keeps no empty folder.
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter(
    (file) => file.endsWith('.zh.md') === (language === 'zh'),
  );
  return files.sort().map((file) => {
    const text = readFileSync(join(root, FOLDER, file), 'utf8');
    const title = /^# (.+)$/m.exec(text)?.[1];
    const summary = /^# .+\n\n(.+(?:\n.+)*)/m
      .exec(text)?.[1]
      ?.replaceAll(/[`*\n]/g, (mark) => (mark === '\n' ? ' ' : ''));
    if (!title || !summary) throw new Error(`${file} begins with no title and paragraph.`);
    return {
      name: file.replace(/(\.zh)?\.md$/, ''),
      title,
      summary,
      // What may be wider than a telephone can be moved by keys.
      body: marked.parse(text, { async: false }).replaceAll('<pre>', '<pre tabindex="0">'),
    };
  });
}

/** Every page for people, by its file under `functions/assets`. */
export function pages(root: string): Record<string, string> {
  const made: Record<string, string> = {};
  for (const language of LANGUAGES) {
    const all: Record<string, Page> = {
      index: landingPage(language),
      reference: referencePage(language),
      console: consolePage(language),
      'problems/index': problemIndex(language),
    };
    for (const [slug, kind] of Object.entries(problems) as [string, ProblemKind][])
      all[`problems/${slug}`] = problemPage(slug, kind, language);
    for (const operation of operations)
      all[`operations/${operation.id}`] = operationPage(operation, language);
    const known = guides(root, language);
    all['guides/index'] = guideIndex(language, known);
    for (const guide of known) all[`guides/${guide.name}`] = guidePage(language, guide);
    for (const [name, page] of Object.entries(all))
      made[`functions/assets/pages/${language}/${name}.html`] = String(layout(language, page));
  }
  return made;
}
