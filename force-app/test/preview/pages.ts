import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const PACKAGE = path.resolve(import.meta.dirname, '../../main/default');
const parser = new XMLParser({ isArray: (name) => name === 'tabs' });

function read<T>(file: string): T {
  return parser.parse(readFileSync(path.join(PACKAGE, file), 'utf8')) as T;
}

interface PageFile {
  readonly FlexiPage: { readonly type: string; readonly sobjectType?: string };
}

/** Components of a page, in the order in which they stand there. */
function componentsOf(page: string): string[] {
  const xml = readFileSync(path.join(PACKAGE, `flexipages/${page}.flexipage-meta.xml`), 'utf8');
  return [...xml.matchAll(/<componentName>c:(\w+)</g)].map(([, name = '']) => name);
}

/** App pages by their tab, in the order of the app's tabs. */
function appPages(): { apiName: string; label: string; components: string[] }[] {
  const app = read<{ CustomApplication: { tabs: string[] } }>(
    'applications/Linnworks.app-meta.xml',
  );
  return app.CustomApplication.tabs.flatMap((apiName) => {
    if (apiName.startsWith('standard-')) return [];
    const { CustomTab: tab } = read<{ CustomTab: { flexiPage?: string; label?: string } }>(
      `tabs/${apiName}.tab-meta.xml`,
    );
    if (tab.flexiPage === undefined) return [];
    return [{ apiName, label: tab.label ?? apiName, components: componentsOf(tab.flexiPage) }];
  });
}

function pagesOfType(type: string): { object: string; components: string[] }[] {
  return readdirSync(path.join(PACKAGE, 'flexipages')).flatMap((file) => {
    const { FlexiPage: page } = read<PageFile>(`flexipages/${file}`);
    if (page.type !== type) return [];
    return [{ object: page.sobjectType ?? '', components: componentsOf(file.split('.')[0] ?? '') }];
  });
}

/** `@preview/pages`: the pages of the package as its metadata lays them out, with the components' constructors. */
export function pagesModule(): string {
  const pages = {
    appPages: appPages(),
    recordPages: pagesOfType('RecordPage'),
    utilities: pagesOfType('UtilityBar').flatMap(({ components }) => components),
  };
  const all = [...pages.appPages, ...pages.recordPages].flatMap(({ components }) => components);
  const names = [...new Set([...all, ...pages.utilities])];
  const imports = names.map((name) => `import ${name} from 'c/${name}';`);
  return `${imports.join('\n')}
export const components = { ${names.join(', ')} };
export const pages = ${JSON.stringify(pages)};`;
}
