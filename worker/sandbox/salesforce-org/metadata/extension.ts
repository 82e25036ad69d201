import type { HttpRequest, OrgExtension } from '../ports.ts';
import { OrgError } from '../ports.ts';
import { DeployJobs } from './deploy-jobs.ts';
import type { MetadataParts } from './deploy.ts';
import { readMultipart } from './multipart.ts';
import { answerSoap, type SoapParts } from './soap.ts';
import { soapFault, soapReply } from './soap-xml.ts';

const DEPLOYS = /^\/services\/data\/v\d+\.\d+\/metadata\/deployRequest(?:\/(\w+))?$/;
const SOAP = /^\/services\/Soap\/m\//;
const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

function startRest(deploys: DeployJobs, request: HttpRequest): unknown {
  const { session } = request;
  if (!session) throw new OrgError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  const validated = (request.body as { validatedDeployRequestId?: unknown } | null)
    ?.validatedDeployRequestId;
  if (typeof validated === 'string') return deploys.startValidated(validated, session);
  const parts = readMultipart(request.bytes, request.raw.headers['content-type'] ?? '');
  const zip = parts.get('file');
  const entity = parts.get('entity_content') ?? parts.get('json');
  if (!zip || !entity)
    throw new OrgError(400, 'INVALID_MULTIPART_REQUEST', 'Expected entity_content and file');
  const { deployOptions = {} } = JSON.parse(entity.toString('utf8')) as {
    deployOptions?: Record<string, unknown>;
  };
  const deployResult = deploys.start(zip, deployOptions, session);
  const { details: _, ...short } = deployResult;
  return { id: deployResult['id'], deployOptions, deployResult: { ...short, status: 'Pending' } };
}

function readRest(deploys: DeployJobs, id: string, query: URLSearchParams): unknown {
  const result = deploys.find(id);
  const { details, ...short } = result;
  const isDetailed = query.get('includeDetails') === 'true';
  return { id: result['id'], deployResult: isDetailed ? { ...short, details } : short };
}

/** The Metadata API over REST (deploy) and SOAP (deploy, retrieve, list, describe). */
export function createMetadataApi(parts: MetadataParts): OrgExtension {
  const { core, files } = parts;
  const deploys = new DeployJobs(parts);
  const soap: SoapParts = { core, files, deploys, retrieves: new Map() };
  return {
    name: 'metadata',
    async handle(request, response) {
      if (SOAP.test(request.path) && request.method === 'POST') {
        response.setHeader('content-type', 'text/xml;charset=UTF-8');
        try {
          const { method, namespace, result } = answerSoap(soap, request);
          response.end(soapReply(namespace, method, result));
        } catch (error) {
          const code = error instanceof OrgError ? error.errorCode : 'UNKNOWN_EXCEPTION';
          response.statusCode = 500;
          const text = error instanceof Error ? error.message : String(error);
          response.end(soapFault(NAMESPACE, code, text));
        }
        return true;
      }
      const found = DEPLOYS.exec(request.path);
      if (!found) return false;
      const id = found[1];
      if (request.method === 'POST' && id === undefined)
        core.sendJson(response, 201, startRest(deploys, request));
      else if (request.method === 'GET' && id !== undefined)
        core.sendJson(response, 200, readRest(deploys, id, request.query));
      else return false;
      return true;
    },
    async close() {
      files.close();
    },
  };
}
