import type { HttpRequest, OrgCore } from '../ports.ts';
import type { Handler } from './answer-request.ts';

const OLDEST = 31;
const NEWEST = 68;
const RESOURCES = ['sobjects', 'query', 'queryAll', 'limits', 'composite', 'graphql', 'ui-api'];

function resources(version: string): Record<string, string> {
  return Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${version}/${name}`]));
}

/** `GET /services/data` lists versions without a login; `GET /services/data/vNN.0` its resources. */
export function versionRoutes(core: () => OrgCore): Handler {
  return (request: HttpRequest, response) => {
    const path = request.path.replace(/\/$/, '');
    if (request.method !== 'GET' || !path.startsWith('/services/data')) return false;
    if (path === '/services/data') {
      const numbers = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => OLDEST + index);
      const versions = numbers.map((number) => ({
        label: `API ${number}`,
        url: `/services/data/v${number}.0`,
        version: `${number}.0`,
      }));
      core().sendJson(response, 200, versions);
      return true;
    }
    const version = /^\/services\/data\/v(\d+\.0)$/.exec(path)?.[1];
    if (version === undefined) return false;
    if (request.session) core().sendJson(response, 200, resources(version));
    else
      core().sendJson(response, 401, [
        { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
      ]);
    return true;
  };
}
