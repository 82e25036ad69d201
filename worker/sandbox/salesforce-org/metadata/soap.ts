import { parseXml, type XmlNode } from '../automation/xml-node.ts';
import type { HttpRequest, OrgCore, Session } from '../ports.ts';
import { OrgError } from '../ports.ts';
import { COMPONENT_TYPES } from './component-types.ts';
import type { StoredComponent } from './component-store.ts';
import type { ComponentName } from './component.ts';
import type { DeployJobs, Fields, Value } from './deploy-jobs.ts';
import type { OrgFiles } from './org-files.ts';
import { retrieve } from './retrieve.ts';
import { writeZip } from './zip.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

export interface SoapParts {
  readonly core: OrgCore;
  readonly files: OrgFiles;
  readonly deploys: DeployJobs;
  /** Results of retrieves, by id. */
  readonly retrieves: Map<string, Fields>;
}

type Method = (parts: SoapParts, call: XmlNode, session: Session, version: string) => Value;

function properties({ core }: SoapParts, component: StoredComponent): Fields {
  const { type, fullName, path, changedAt } = component;
  const user = { id: core.orgId.replace(/^00D/, '005'), name: 'Ada Admin' };
  return {
    createdById: user.id,
    createdByName: user.name,
    createdDate: changedAt,
    fileName: path,
    fullName,
    id: '',
    lastModifiedById: user.id,
    lastModifiedByName: user.name,
    lastModifiedDate: changedAt,
    manageableState: 'unmanaged',
    type,
  };
}

const startRetrieve: Method = (parts, call, _session, version) => {
  const manifest = (call.child('retrieveRequest') ?? call.child('request'))?.child('unpackaged');
  if (!manifest) throw new OrgError(501, 'NOT_MODELLED', 'Only an unpackaged manifest is modelled');
  const names = manifest
    .children('types')
    .flatMap((types): ComponentName[] =>
      types.texts('members').map((fullName) => ({ type: types.need('name'), fullName })),
    );
  const found = retrieve(parts.files.components(), names, version);
  const below = new Map([...found.files].map(([name, text]) => [`unpackaged/${name}`, text]));
  const id = `09S${String(parts.retrieves.size + 1).padStart(12, '0')}AAA`;
  parts.retrieves.set(id, {
    done: true,
    fileProperties: found.components.map((component) => ({
      ...properties(parts, component),
      fileName: `unpackaged/${component.path}`,
    })),
    id,
    messages: found.missing.map(({ type, fullName }) => ({
      fileName: 'unpackaged/package.xml',
      problem: `Entity of type '${type}' named '${fullName}' cannot be found`,
    })),
    status: 'Succeeded',
    success: true,
    zipFile: writeZip(below).toString('base64'),
  });
  return { done: false, id, state: 'Queued' };
};

const describeMetadata: Method = () => ({
  metadataObjects: COMPONENT_TYPES.map(({ type, folder, suffix, parts, folderType }) => ({
    ...(parts ? { childXmlNames: Object.values(parts).map((part) => part.type) } : {}),
    directoryName: folder,
    inFolder: folderType !== undefined,
    metaFile: false,
    ...(suffix === null ? {} : { suffix }),
    xmlName: type,
  })),
  organizationNamespace: '',
  partialSaveAllowed: true,
  testRequired: false,
});

const listMetadata: Method = (parts, call) => {
  const types = new Set(call.children('queries').map((query) => query.need('type')));
  return [...parts.files.components().values()]
    .filter(({ type }) => types.has(type))
    .map((component) => properties(parts, component));
};

const checkRetrieve: Method = ({ retrieves }, call) => {
  const id = call.need('asyncProcessId');
  const result = retrieves.get(id);
  if (!result) throw new OrgError(404, 'INVALID_ID_FIELD', `No retrieve ${id}`);
  return result;
};

const startDeploy: Method = ({ deploys }, call, session) => {
  const options = call.child('DeployOptions');
  const names = ['checkOnly', 'rollbackOnError', 'testLevel'];
  const given = names.flatMap((name) => {
    const text = options?.text(name) ?? null;
    return text === null ? [] : [[name, text] as const];
  });
  const zip = Buffer.from(call.need('ZipFile'), 'base64');
  const { id = '' } = deploys.start(zip, Object.fromEntries(given), session);
  return { done: false, id, state: 'Queued' };
};

const METHODS: Readonly<Record<string, Method>> = {
  checkDeployStatus: ({ deploys }, call) => deploys.find(call.need('asyncProcessId')),
  checkRetrieveStatus: checkRetrieve,
  deploy: startDeploy,
  deployRecentValidation: ({ deploys }, call, session) =>
    deploys.startValidated(call.need('validationId'), session)['id'] ?? '',
  describeMetadata,
  listMetadata,
  retrieve: startRetrieve,
};

export interface SoapAnswer {
  readonly method: string;
  readonly namespace: string;
  readonly result: Value;
}

/** Prefixes say nothing here: elements are known by their local names. */
function readEnvelope(text: string): { header: XmlNode | null; body: string; method: string } {
  const plain = text.replace(/(<\/?)[\w-]+:/g, '$1');
  const envelope = parseXml(plain, 'Envelope');
  const method = /<Body[^>]*>\s*<(\w+)/.exec(plain)?.[1] ?? '';
  return { header: envelope.child('Header'), body: plain, method };
}

/**
 * Answers a call of the Metadata SOAP API.
 * @throws OrgError for a session that is not valid and for a method that is not modelled.
 */
export function answerSoap(parts: SoapParts, request: HttpRequest): SoapAnswer {
  const { header, body, method } = readEnvelope(request.text);
  const token = header?.child('SessionHeader')?.text('sessionId') ?? '';
  const session = parts.core.session(token);
  if (!session)
    throw new OrgError(500, 'INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader');
  const run = METHODS[method];
  if (!run) throw new OrgError(501, 'NOT_MODELLED', `SOAP method ${method} is not modelled`);
  const call = parseXml(body, 'Envelope').child('Body')?.child(method);
  if (!call) throw new OrgError(500, 'INVALID_TYPE', `There is no ${method} in the body`);
  const version = /(\d+\.\d+)/.exec(request.path)?.[1] ?? parts.core.apiVersion;
  return { method, namespace: METADATA, result: run(parts, call, session, version) };
}
