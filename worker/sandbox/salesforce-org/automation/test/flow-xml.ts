/** A flow file around the given elements, active and after save. */
export function flowXml(parts: {
  object: string;
  on?: string;
  start?: string;
  elements: string;
}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
  <apiVersion>66.0</apiVersion>
  <label>Test flow</label>
  <processType>AutoLaunchedFlow</processType>
  <status>Active</status>
  <start>
    <locationX>0</locationX><locationY>0</locationY>
    <connector><targetReference>First</targetReference></connector>
    <object>${parts.object}</object>
    <recordTriggerType>${parts.on ?? 'CreateAndUpdate'}</recordTriggerType>
    <triggerType>RecordAfterSave</triggerType>
    ${parts.start ?? ''}
  </start>
  ${parts.elements}
</Flow>`;
}

export const connector = (target: string, tag = 'connector'): string =>
  `<${tag}><targetReference>${target}</targetReference></${tag}>`;

export function createElement(
  name: string,
  object: string,
  values: Record<string, string>,
  connectors = '',
): string {
  const assignments = Object.entries(values).map(
    ([field, value]) =>
      `<inputAssignments><field>${field}</field><value>${value}</value></inputAssignments>`,
  );
  return `<recordCreates><name>${name}</name><label>${name}</label>${connectors}${assignments.join('')}<object>${object}</object></recordCreates>`;
}

export const reference = (path: string): string => `<elementReference>${path}</elementReference>`;
export const string = (value: string): string => `<stringValue>${value}</stringValue>`;
