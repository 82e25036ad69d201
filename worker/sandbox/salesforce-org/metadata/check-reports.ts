import { parseXml } from '../automation/xml-node.ts';
import type { OrgSchema } from '../schema/load-schema.ts';
import { isCustomName, keyOf, type Component } from './component.ts';

interface Place {
  readonly component: Component;
  readonly state: ReadonlyMap<string, Component>;
  readonly schema: OrgSchema;
}

const has = ({ state }: Place, type: string, fullName: string): boolean =>
  state.has(keyOf({ type, fullName }));

function missingField({ schema }: Place, object: string, field: string): boolean {
  const found = schema.findObject(object, schema.namespace);
  if (!found) return true;
  return isCustomName(field) && !schema.findField(found, field, schema.namespace);
}

function folderProblems(place: Place, type: string): string[] {
  const [folder = ''] = place.component.fullName.split('/');
  return has(place, type, folder) ? [] : [`Cannot find folder:${folder}`];
}

/** Columns of a custom report type: each a field of its object. */
export function reportTypeProblems(place: Place): string[] {
  const root = parseXml(place.component.text, 'ReportType');
  const columns = root.children('sections').flatMap((section) => section.children('columns'));
  const base = root.need('baseObject');
  if (!place.schema.findObject(base, place.schema.namespace))
    return [`Invalid base object: ${base}`];
  return columns
    .map((column) => [column.need('table'), column.need('field')] as const)
    .filter(([table, field]) => missingField(place, table, field))
    .map(([table, field]) => `Invalid field name: ${table}.${field}`);
}

/** The columns that the report's type offers, as a report names them: `Object$Field`. */
function offered({ state }: Place, type: string): Set<string> {
  const text = state.get(keyOf({ type: 'ReportType', fullName: type }))?.text ?? '';
  const columns = text.matchAll(/<field>([^<]+)<\/field>\s*<table>([^<]+)<\/table>/g);
  return new Set([...columns].map(([, field, table]) => `${table}$${field}`));
}

/** A report needs its folder, its type, and of that type every column that it shows, groups or filters by. */
export function reportProblems(place: Place): string[] {
  const { text } = place.component;
  const type = parseXml(text, 'Report').need('reportType').replace(/__c$/, '');
  if (!has(place, 'ReportType', type)) return [`reportType: invalid value: ${type}__c`];
  const known = offered(place, type);
  const named = [...text.matchAll(/<(?:field|column|dateColumn|sortColumn)>([^<]+)</g)];
  const wrong = named.map(([, name = '']) => name).filter((name) => !known.has(name));
  return [
    ...folderProblems(place, 'ReportFolder'),
    ...[...new Set(wrong)].map((name) => `field: Invalid value specified: ${name}`),
  ];
}

/** A dashboard needs its folder and every report; what it groups and sums by must be in the report's type. */
export function dashboardProblems(place: Place): string[] {
  const root = parseXml(place.component.text, 'Dashboard');
  const parts = (root.child('dashboardGridLayout')?.children('dashboardGridComponents') ?? [])
    .map((part) => part.child('dashboardComponent'))
    .filter((part) => part !== null);
  const problems = parts.flatMap((part) => {
    const name = part.text('report') ?? '';
    const report = place.state.get(keyOf({ type: 'Report', fullName: name }));
    if (!report) return [`dashboardComponent: report not found: ${name}`];
    const columns = part.children('chartSummary').map((summary) => summary.need('column'));
    return [...columns, ...part.texts('groupingColumn')]
      .filter((column) => column !== 'RowCount' && !report.text.includes(`>${column}<`))
      .map((column) => `dashboardComponent: ${name} has no column ${column}`);
  });
  return [...folderProblems(place, 'DashboardFolder'), ...problems];
}
