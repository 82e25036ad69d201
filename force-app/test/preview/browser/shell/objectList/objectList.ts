import { api, LightningElement } from 'lwc';

interface Row {
  readonly Id: string;
  readonly Name: string;
}

/** The newest records of any object by name: enough to open one. */
export default class ObjectList extends LightningElement {
  rows: { id: string; name: string; url: string }[] = [];
  private object = '';

  @api
  get objectName(): string {
    return this.object;
  }
  set objectName(name: string) {
    this.object = name;
    void this.load();
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  private async load(): Promise<void> {
    const soql = `SELECT Id, Name FROM ${this.object} ORDER BY CreatedDate DESC LIMIT 50`;
    const response = await fetch(`/services/data/v66.0/query?q=${encodeURIComponent(soql)}`);
    const { records } = (await response.json()) as { records?: Row[] };
    this.rows = (records ?? []).map(({ Id: id, Name: name }) => ({
      id,
      name,
      url: `/lightning/r/${this.object}/${id}/view`,
    }));
  }
}
