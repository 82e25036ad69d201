import { describe, expect, it } from 'vitest';
import { renderEnvExample } from './env-example.ts';
import { loadSettings, secretsOf, SettingsError } from './load-settings.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
const good = {
  SF_CLIENT_ID: 'client',
  SF_USERNAME: 'integration@example.com',
  SF_PRIVATE_KEY: PEM,
  LINNWORKS_APPLICATION_ID: 'application',
  LINNWORKS_APPLICATION_SECRET: 'canary-secret',
  LINNWORKS_INSTALLATION_TOKEN: 'token',
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
  }
  throw new Error('accepted');
}

describe('settings', () => {
  it('names every missing one at once', () => {
    const faults = faultsOf({}).join('\n');
    for (const name of ['SF_CLIENT_ID', 'SF_PRIVATE_KEY', 'LINNWORKS_INSTALLATION_TOKEN'])
      expect(faults).toContain(`${name} is missing`);
  });

  it('never prints a value', () => {
    const faults = faultsOf({
      ...good,
      SF_PRIVATE_KEY: 'canary-secret',
      LOG_LEVEL: 'canary-level',
    });
    expect(faults).toHaveLength(2);
    expect(faults.join('\n')).not.toContain('canary');
  });

  it.each([
    ['raw', PEM],
    ['with written line ends', PEM.replaceAll('\n', '\\n')],
    ['base64', Buffer.from(PEM).toString('base64')],
  ])('takes a private key %s', (_, value) => {
    expect(loadSettings({ ...good, SF_PRIVATE_KEY: value }).SF_PRIVATE_KEY).toBe(PEM);
  });

  it('takes plain http on this machine only', () => {
    expect(loadSettings({ ...good, SF_LOGIN_URL: 'http://127.0.0.1:8080/' }).SF_LOGIN_URL).toBe(
      'http://127.0.0.1:8080',
    );
    expect(faultsOf({ ...good, SF_LOGIN_URL: 'http://login.example.com' })[0]).toContain('https');
  });

  it('asks for one way to log in', () => {
    const { SF_PRIVATE_KEY: _key, ...rest } = good;
    expect(faultsOf(rest)[0]).toContain('SF_PRIVATE_KEY is missing');
    expect(loadSettings({ ...rest, SF_CLIENT_SECRET: 's' }).SF_CLIENT_SECRET).toBe('s');
  });

  it('refuses the embedded database on a dyno', () => {
    expect(faultsOf({ ...good, DYNO: 'worker.1' })[0]).toContain('DATABASE_URL is missing');
  });

  it('knows its secrets', () => {
    expect(secretsOf(loadSettings(good))).toEqual(
      expect.arrayContaining(['canary-secret', PEM, 'token']),
    );
  });

  it('writes an example of every setting', () => {
    expect(renderEnvExample()).toContain('\nSF_CLIENT_ID=\n');
    expect(renderEnvExample()).toContain('\n# LOG_LEVEL=info\n');
  });
});
