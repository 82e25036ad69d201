import { OrgError, type HttpRequest, type OrgCore, type OrgExtension } from '../ports.ts';
import { objectInfo, picklistValues } from './object-info.ts';
import { readerOf, type Reader } from './reader.ts';
import { createRecord, deleteRecord, getRecord, updateRecord, type Answer } from './records.ts';
import { relatedListRecords } from './related-list.ts';
import { RecordWriteError } from './write-error.ts';

const UI_API = /^\/services\/data\/v\d+\.\d+\/ui-api\/(.+)$/;

type Handler = (reader: Reader, parts: readonly string[], request: HttpRequest) => Answer;
const ok = (body: unknown): Answer => ({ status: 200, body });

/** Method and path; `*` stands for one part, and the parts it stood for are handed to the handler. */
const ROUTES: readonly (readonly [string, string, Handler])[] = [
  ['GET', 'records/*', (reader, [id = ''], { query }) => getRecord(reader, id, query)],
  ['POST', 'records', (reader, _, request) => createRecord(reader, request)],
  ['PATCH', 'records/*', (reader, [id = ''], request) => updateRecord(reader, id, request)],
  ['DELETE', 'records/*', (reader, [id = '']) => deleteRecord(reader, id)],
  ['GET', 'object-info/*', (reader, [name = '']) => ok(objectInfo(reader, name))],
  [
    'GET',
    'object-info/*/picklist-values/*',
    (reader, [name = '', type = '']) => ok(picklistValues(reader, name, type, null)),
  ],
  [
    'GET',
    'object-info/*/picklist-values/*/*',
    (reader, [name = '', type = '', field = '']) => ok(picklistValues(reader, name, type, field)),
  ],
  [
    'POST',
    'related-list-records/*/*',
    (reader, [id = '', list = ''], request) => ok(relatedListRecords(reader, id, list, request)),
  ],
];

function partsOf(pattern: string, path: string): string[] | null {
  const [wanted, given] = [pattern.split('/'), path.replace(/\/$/, '').split('/')];
  if (wanted.length !== given.length) return null;
  const fits = wanted.every((part, index) => part === '*' || part === given[index]);
  return fits ? given.filter((_, index) => wanted[index] === '*') : null;
}

function answer(reader: Reader, path: string, request: HttpRequest): Answer {
  for (const [method, pattern, handler] of ROUTES) {
    const parts = method === request.method ? partsOf(pattern, path) : null;
    if (parts) return handler(reader, parts, request);
  }
  throw new OrgError(
    404,
    'NOT_FOUND',
    `${request.method} ui-api/${path} is not modelled by this org`,
  );
}

/** User Interface API: the calls behind Lightning Data Service's record, object info and related list modules. */
export function createUiApi(core: OrgCore): OrgExtension {
  return {
    name: 'ui-api',
    async handle(request, response) {
      const path = UI_API.exec(request.path)?.[1];
      if (path === undefined) return false;
      try {
        if (!request.session) {
          throw new OrgError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
        }
        const { status, body } = answer(readerOf(core, request.session, request), path, request);
        if (body === undefined) response.writeHead(status).end();
        else core.sendJson(response, status, body);
      } catch (error) {
        if (error instanceof RecordWriteError) core.sendJson(response, error.status, error.body);
        else if (error instanceof OrgError) {
          const { status, errorCode, message } = error;
          core.sendJson(response, status, [{ errorCode, message }]);
        } else throw error;
      }
      return true;
    },
  };
}
