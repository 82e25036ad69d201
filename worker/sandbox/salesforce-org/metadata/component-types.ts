/** How a metadata type is laid out in a package (Metadata API developer guide, "Metadata Types"). */
export interface ComponentType {
  readonly type: string;
  readonly folder: string;
  /** Without the dot; null for a bundle: a folder of files. */
  readonly suffix: string | null;
  /** Element of the file that is a component of its own, by its name. */
  readonly parts?: Readonly<Record<string, PartType>>;
  /** The type of the folders that its files are in; a folder is named as the type itself in a manifest. */
  readonly folderType?: string;
}

interface PartType {
  readonly type: string;
  /** Folder and suffix in source format; without them the part stays in the file of the whole. */
  readonly source?: { readonly folder: string; readonly suffix: string };
}

const inFolder = (type: string, folder: string, suffix: string): PartType => ({
  type,
  source: { folder, suffix },
});

export const COMPONENT_TYPES: readonly ComponentType[] = [
  {
    type: 'CustomObject',
    folder: 'objects',
    suffix: 'object',
    parts: {
      fields: inFolder('CustomField', 'fields', 'field'),
      listViews: inFolder('ListView', 'listViews', 'listView'),
      compactLayouts: inFolder('CompactLayout', 'compactLayouts', 'compactLayout'),
      validationRules: inFolder('ValidationRule', 'validationRules', 'validationRule'),
    },
  },
  {
    type: 'CustomLabels',
    folder: 'labels',
    suffix: 'labels',
    parts: { labels: { type: 'CustomLabel' } },
  },
  { type: 'CustomApplication', folder: 'applications', suffix: 'app' },
  { type: 'CustomNotificationType', folder: 'notificationtypes', suffix: 'notiftype' },
  { type: 'CustomPermission', folder: 'customPermissions', suffix: 'customPermission' },
  { type: 'CustomTab', folder: 'tabs', suffix: 'tab' },
  { type: 'Dashboard', folder: 'dashboards', suffix: 'dashboard', folderType: 'DashboardFolder' },
  { type: 'ExternalClientApplication', folder: 'externalClientApps', suffix: 'eca' },
  { type: 'ExtlClntAppOauthSettings', folder: 'extlClntAppOauthSettings', suffix: 'ecaOauth' },
  { type: 'FlexiPage', folder: 'flexipages', suffix: 'flexipage' },
  { type: 'Flow', folder: 'flows', suffix: 'flow' },
  { type: 'Layout', folder: 'layouts', suffix: 'layout' },
  { type: 'LightningComponentBundle', folder: 'lwc', suffix: null },
  { type: 'PermissionSet', folder: 'permissionsets', suffix: 'permissionset' },
  { type: 'QuickAction', folder: 'quickActions', suffix: 'quickAction' },
  { type: 'Report', folder: 'reports', suffix: 'report', folderType: 'ReportFolder' },
  { type: 'ReportType', folder: 'reportTypes', suffix: 'reportType' },
];

export const typeOfFolder = (folder: string): ComponentType | undefined =>
  COMPONENT_TYPES.find((known) => known.folder === folder);

export const typeNamed = (type: string): ComponentType | undefined =>
  COMPONENT_TYPES.find((known) => known.type === type);

/** The type whose files are in folders of the given type. */
export const typeInFolders = (folderType: string): ComponentType | undefined =>
  COMPONENT_TYPES.find((known) => known.folderType === folderType);

/** The type whose file holds parts of the given type, with the name of their element. */
export function wholeOf(type: string): { whole: ComponentType; element: string } | null {
  for (const whole of COMPONENT_TYPES)
    for (const [element, part] of Object.entries(whole.parts ?? {}))
      if (part.type === type) return { whole, element };
  return null;
}
