// The talk with the server: the table in, acts out, sent again until each is confirmed.

const LOOK_MS = 4000; // how often to ask what changed elsewhere
const NEAR_MS = 1000; // the same, as long as what is nearly the same is being worked out

class Sync {
  constructor() {
    this.scope = null;
    this.sequence = Date.now(); // higher than any of an earlier life of this list
    this.acts = new Acts();
  }

  begin(data) {
    Object.assign(this, {
      scope: data.scope, tableId: null, table: null, waiting: [], sent: null, dirty: true, connection: "ok",
      client: null, search: null, after: 0, shownColumns: this.columns ?? [], failures: 0, notice: null,
    });
    this.prepare(data);
  }

  async prepare({ scope, storage }) {
    const client = await thisClient();
    const alive = await client.alive();
    if (scope !== this.scope) return;
    this.client = client;
    this.store = storage;
    this.waiting = this.leftBehind(alive);
    for (const act of this.waiting) if (act.client === client.name) client.atLeast(act.revision);
    this.dirty = true;
    this.draw();
    this.flow();
  }

  // Acts of this tab before a reload, and of tabs that were closed, that nobody saw confirmed.
  leftBehind(alive) {
    const found = [];
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(`coding-grid|${this.scope}|`)) continue;
      const client = name.split("|").at(-1);
      if (client !== this.client.name && alive.has(client)) continue;
      try { found.push(...JSON.parse(stored("localStorage", name))); } catch { /* not ours */ }
      if (client !== this.client.name) localStorage.removeItem(name);
    }
    return found;
  }

  keep() {
    const name = `coding-grid|${this.scope}|${this.client.name}`;
    if (this.waiting.length) this.kept = store("localStorage", name, JSON.stringify(this.waiting));
    else { this.kept = true; try { localStorage.removeItem(name); } catch { /* nothing kept */ } }
  }

  // ── from the server ─────────────────────────────────────────────────────────────────────────────

  merge(data) {
    if (this.sent && data.seen >= this.sent.sequence) {
      this.sent = null;
      this.failures = 0;
      this.connection = data.trouble ? "trouble" : "ok";
      if (data.trouble) this.retryAt = performance.now() + RESEND_MS;
    }
    if (data.table && data.tableId !== this.tableId) {
      this.table = new Table(data.table);
      this.tableId = data.tableId;
      this.after = data.table.number;
      this.tableCame();
      this.dirty = true; // say that we have it, so that it is not sent again
    }
    if (!this.table) return;
    if (data.near && data.tableId === this.tableId && !this.table.near) {
      this.table.setNear(data.near);
      this.nearCame();
    }
    Object.assign(this.table.values, data.values);
    for (const answer of data.answers) this.settle(answer);
    if (data.changes && data.tableId === this.tableId) this.takeOver(data.changes);
    if (data.found && data.found.number === this.search?.number) this.foundCame(data.found);
  }

  // What was done in another window or by somebody else; what this list is about to change stays as drawn.
  takeOver({ number, rows, readers }) {
    if (number <= this.after) return;
    this.after = number;
    const { table } = this;
    const ours = new Set(this.waiting.flatMap(({ segments }) => segments));
    let n = 0;
    for (const [id, version, read, flagged, codes] of rows) {
      const i = table.place.get(id);
      if (i === undefined || ours.has(id) || version <= table.versions[i]) continue;
      table.put(i, { codes, read: read === 1, version, flagged: flagged === 1 });
      n += 1;
    }
    for (const [id, names] of readers) table.putReaders(id, names);
    if (n) this.elsewhere();
  }

  settle(answer) {
    const known = this.waiting.find((act) => act.client === answer.client && act.revision === answer.revision);
    if (!known) return;
    this.waiting = this.waiting.filter((act) => act !== known);
    this.keep();
    this.acts.settle(this.table, answer, this.waiting);
    this.answerCame(answer, known);
  }

  // ── to the server ───────────────────────────────────────────────────────────────────────────────

  enqueue(act) {
    this.waiting.push({ client: this.client.name, ...act });
    this.keep();
    this.dirty = true;
    this.flow();
  }

  flow() {
    if (!this.client || this.sent || !this.dirty || this.leaving?.soon) return;
    if (this.connection === "trouble" && performance.now() < this.retryAt) return;
    this.push();
  }

  push() {
    this.sequence += 1;
    this.sent = { sequence: this.sequence, at: performance.now() };
    this.looked = performance.now();
    this.dirty = false;
    const { scope, sequence, tableId, waiting, search } = this;
    try {
      this.setStateValue("message", {
        scope, seq: sequence, have: tableId ?? "", near: Boolean(this.table?.near), after: this.after ?? 0,
        acts: waiting, search, columns: this.wantedValues(),
      });
    } catch { this.connection = "lost"; } // not connected: the clock sends it again
  }

  wantedValues() {
    if (!this.table) return [];
    return this.shownColumns.filter((name) => name.startsWith("var:")).map((name) => name.slice(4))
      .filter((key) => !(key in this.table.values));
  }

  tick() {
    if (this.leaving?.soon) return;
    const now = performance.now();
    if (this.sent && now - this.sent.at > patience(this.connection, this.failures)) {
      this.failures += 1;
      this.sent = null;
      this.askHealth();
      this.push();
    } else if (!this.sent && this.waiting.length && this.connection !== "ok" && now > (this.retryAt ?? 0)) this.push();
    else if (!this.sent && this.table && !document.hidden && now - this.looked > (this.table.near ? LOOK_MS : NEAR_MS)) this.dirty = true;
    this.flow();
  }

  async askHealth() {
    const connection = await whyNoAnswer(this.failures);
    if (!this.sent) return;
    if (connection === "lost") this.failures = 0;
    this.connection = connection;
    this.draw();
  }
}
