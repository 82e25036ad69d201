import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  OrgError,
  type OrgCore,
  type OrgExtension,
  type SaveContext,
  type Session,
} from '../ports.ts';
import { checkFormula, evaluate, type Scope } from './formula/evaluate.ts';
import { parseFormula, type Expression } from './formula/parse.ts';
import { boolean, isTrue } from './formula/values.ts';
import { namesOf, type Names } from './names.ts';
import { readField } from './references.ts';
import { parseXml } from './xml-node.ts';

interface Rule {
  readonly object: string;
  readonly formula: Expression;
  readonly message: string;
  readonly field: string | null;
}
type HasPermission = (session: Session, name: string) => boolean;

const END = '.validationRule-meta.xml';

/** @throws Error when the formula uses what is not modelled or names what does not exist. */
function readRule(object: string, xml: string, names: Names): Rule | null {
  const node = parseXml(xml, 'ValidationRule');
  if (node.text('active') !== 'true') return null;
  const formula = parseFormula(node.need('errorConditionFormula'));
  const schema = names.object(object);
  checkFormula(formula, ([root = '', ...rest]) => {
    if (root === '$Permission' && rest.length === 1) return;
    if (root.startsWith('$') || rest.length > 0) throw new Error(`${root} is not modelled here`);
    names.field(schema, root);
  });
  const field = node.text('errorDisplayField');
  return {
    object: schema.name,
    formula,
    message: node.need('errorMessage'),
    field: field === null ? null : names.field(schema, field).name,
  };
}

function readRules(packageDir: string, names: Names): Rule[] {
  const objects = path.join(packageDir, 'objects');
  if (!existsSync(objects)) return [];
  return readdirSync(objects).flatMap((object) => {
    const folder = path.join(objects, object, 'validationRules');
    const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith(END)) : [];
    return files
      .map((file) => readRule(object, readFileSync(path.join(folder, file), 'utf8'), names))
      .filter((rule) => rule !== null);
  });
}

/** The package's validation rules. They see the record as it is to be saved and the permissions of who saves it. */
export function createValidation(core: OrgCore, hasPermission: HasPermission): OrgExtension {
  const names = namesOf(core);
  let known = { folder: '', rules: [] as Rule[] };
  const rules = (): readonly Rule[] => {
    const folder = core.packageDir;
    if (known.folder !== folder) known = { folder, rules: readRules(folder, names) };
    return known.rules;
  };
  return {
    name: 'validation',
    afterSave({ object, operation, before, after }, context) {
      const find: SaveContext['find'] = (name, id) => context.find(name, id);
      if (operation === 'delete') return;
      const scope: Scope = {
        resolve: ([root = '', ...rest]) =>
          root === '$Permission'
            ? boolean(hasPermission(context.session, rest.join('.')))
            : readField([root], object, after, names, find),
        prior: (field) => (before === null ? null : readField(field, object, before, names, find)),
        isNew: operation === 'create',
      };
      const broken = rules().find(
        (rule) => rule.object === object.name && isTrue(evaluate(rule.formula, scope)),
      );
      if (!broken) return;
      const fields = broken.field === null ? [] : [broken.field];
      throw new OrgError(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', broken.message, fields);
    },
  };
}
