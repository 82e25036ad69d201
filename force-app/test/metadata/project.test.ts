import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './metadata-file.ts';

interface ScratchOrg {
  readonly edition: string;
  readonly features: readonly string[];
  readonly settings: Record<string, Record<string, boolean>>;
}

interface Project {
  readonly packageDirectories: readonly {
    path: string;
    package?: string;
    default?: boolean;
    definitionFile?: string;
  }[];
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.join(REPOSITORY, file), 'utf8'));

const scratchOrg = (variant: string): ScratchOrg =>
  read(`config/project-scratch-def${variant}.json`) as ScratchOrg;

describe('the Salesforce project', () => {
  const { packageDirectories } = read('sfdx-project.json') as Project;

  it('packages force-app/main and deploys the rest beside it', () => {
    expect(packageDirectories.map(({ path: folder, package: name }) => [folder, name])).toEqual([
      ['force-app/main', 'Linnworks Connector'],
      ['force-app/unpackaged', undefined],
    ]);
  });

  it('builds the package for both order save behaviors', () => {
    const definition = packageDirectories[0]?.definitionFile;
    expect(definition).toBe('config/project-scratch-def.json');
    expect(scratchOrg('').features).toContain('OrderSaveBehaviorBoth');
  });
});

describe('the scratch orgs', () => {
  it.each(globSync('config/project-scratch-def*.json', { cwd: REPOSITORY }).sort())(
    '%s has orders and Lightning',
    (file) => {
      const { settings, edition } = read(file) as ScratchOrg;
      expect(edition).toBe('Enterprise');
      expect(settings['orderSettings']?.['enableOrders']).toBe(true);
      expect(settings['lightningExperienceSettings']?.['enableS1DesktopEnabled']).toBe(true);
    },
  );

  it.each([
    ['-multi-currency', 'MultiCurrency'],
    ['-person-accounts', 'PersonAccounts'],
    ['-state-country-picklists', 'StateAndCountryPicklist'],
    ['-order-save-new', 'OrderSaveLogicEnabled'],
  ])('%s differs by %s', (variant, feature) => {
    expect(scratchOrg(variant).features).toContain(feature);
    expect(scratchOrg('').features).not.toContain(feature);
  });

  it('exist without price books and with the earlier order save behavior', () => {
    const orders = scratchOrg('-optional-pricebook').settings['orderSettings'];
    expect(orders?.['enableOptionalPricebook']).toBe(true);
    expect(scratchOrg('-order-save-old').features).toEqual([]);
  });
});
