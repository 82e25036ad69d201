import { describe, expect, it } from 'vitest';
import { referenceProblems } from '../../../worker/sandbox/salesforce-org/metadata/check-references.ts';
import { keyOf } from '../../../worker/sandbox/salesforce-org/metadata/component.ts';
import { readSourceFolder } from '../../../worker/sandbox/salesforce-org/metadata/source-folder.ts';
import { loadSchema } from '../../../worker/sandbox/salesforce-org/schema/load-schema.ts';
import { accessOf, grantableFields } from './check-permission-sets.ts';
import { childrenOf, PACKAGE, textOf, withDescendants } from './metadata-file.ts';
import { readPackage } from './package-model.ts';

const model = readPackage();
const components = readSourceFolder(PACKAGE);
const state = new Map(components.map((component) => [keyOf(component), component]));
const schema = loadSchema({ packageDir: PACKAGE, namespace: '' });
const ofType = (...types: string[]) => components.filter(({ type }) => types.includes(type));
const dashboards = model.files.filter(({ root }) => root.name === 'Dashboard');

describe('reports and dashboards', () => {
  it('are there, in folders of their own', () => {
    expect(ofType('Report').length).toBeGreaterThan(8);
    expect(ofType('ReportType', 'ReportFolder', 'Dashboard', 'DashboardFolder')).toHaveLength(9);
  });

  it('name only folders, types, reports, fields and columns that exist', () => {
    const all = ofType('Report', 'ReportType', 'Dashboard');
    const problems = all.flatMap((component) => referenceProblems(component, state, schema));
    expect(problems.map(({ fullName, message }) => `${fullName}: ${message}`)).toEqual([]);
  });

  it.each(['Linnworks_Admin', 'Linnworks_Operator', 'Linnworks_Viewer'])(
    'show only what %s may read',
    (name) => {
      const file = model.inFolder('permissionsets').find((set) => set.name === name);
      if (!file) throw new Error(`There is no permission set ${name}`);
      const { fields } = accessOf(file);
      const grantable = new Set(
        grantableFields(model).map(({ object, name: field }) => `${object}.${field}`),
      );
      const shown = model
        .inFolder('reportTypes')
        .flatMap(({ root }) => childrenOf(root, 'sections'))
        .flatMap((section) => childrenOf(section, 'columns'))
        .map((column) => `${textOf(column, 'table')}.${textOf(column, 'field')}`);
      expect(shown.length).toBeGreaterThan(50);
      expect(shown.filter((field) => grantable.has(field) && !fields.has(field))).toEqual([]);
    },
  );

  it('lay the parts of a dashboard beside each other, not over each other', () => {
    for (const { root, path } of dashboards) {
      const parts = withDescendants(root).filter((one) => one.name === 'dashboardGridComponents');
      const cells = parts.flatMap((part) => {
        const [row, rows, column, columns] = ['rowIndex', 'rowSpan', 'columnIndex', 'colSpan'].map(
          (name) => Number(textOf(part, name)),
        );
        return Array.from({ length: (rows ?? 0) * (columns ?? 0) }, (_, at) => {
          const x = (column ?? 0) + (at % (columns ?? 1));
          expect(x, `${path}: is twelve columns wide`).toBeLessThan(12);
          return `${(row ?? 0) + Math.floor(at / (columns ?? 1))}:${x}`;
        });
      });
      expect(cells.length, path).toBeGreaterThan(100);
      expect(new Set(cells).size, `${path}: parts overlap`).toBe(cells.length);
    }
  });
});
