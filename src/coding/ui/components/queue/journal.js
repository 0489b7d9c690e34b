// What the server has not confirmed: in memory, and in the browser's storage across a reload.
// One record per question and tab: { client, question, entries: { segment: entry } }.

// What an older version of this program left behind knows of no flags and marks.
function sameState(entry, state) {
  const name = ({ code, start, end }) => `${code}@${start}-${end}`;
  const same = (one, other) => one.length === other.length && one.every((item) => other.includes(item));
  return entry.read === state.read && entry.memo === state.memo && same(entry.codes, state.codes) &&
    (entry.flagged ?? state.flagged) === state.flagged &&
    same((entry.marks ?? state.marks).map(name), state.marks.map(name));
}

function isEntry(entry) {
  return entry && Number.isInteger(entry.segment) && Number.isInteger(entry.revision) &&
    Array.isArray(entry.codes) && typeof entry.read === "boolean" && typeof entry.memo === "string";
}

class Journal {
  constructor(prefix, question, client) {
    this.prefix = prefix;
    this.client = client;
    this.kept = true;
    this.own = { key: this.key(question, client.name), question, client: client.name, entries: new Map() };
    this.records = [this.own]; // ours first, then what closed tabs and other questions left behind
  }

  key(question, client) { return this.prefix + encodeURIComponent(question) + "|" + client; }

  load(alive) {
    for (const key of this.storedKeys()) {
      const record = this.read(key);
      if (!record) continue;
      if (key === this.own.key) this.own.entries = record.entries;
      else if (record.client === this.client.name || !alive.has(record.client)) this.records.push(record);
    }
    for (const record of this.records) {
      if (record.client !== this.client.name) continue;
      for (const entry of record.entries.values()) this.client.atLeast(entry.revision);
    }
  }

  storedKeys() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(this.prefix)); } catch { return []; }
  }

  read(key) {
    try {
      const raw = JSON.parse(localStorage.getItem(key));
      const entries = new Map();
      for (const entry of Object.values(raw.entries)) if (isEntry(entry)) entries.set(entry.segment, entry);
      if (typeof raw.client !== "string" || typeof raw.question !== "string") return null;
      return { key, question: raw.question, client: raw.client, entries };
    } catch { return null; }
  }

  save(record) {
    try {
      if (record.entries.size === 0) { localStorage.removeItem(record.key); return; }
      const entries = Object.fromEntries(record.entries);
      localStorage.setItem(record.key, JSON.stringify({ client: record.client, question: record.question, entries }));
      this.kept = true;
    } catch { this.kept = false; }
  }

  get size() { return this.records.reduce((sum, record) => sum + record.entries.size, 0); }

  // The newest of what is not confirmed about a text of the question on screen: ours goes before others'.
  pending(segment) {
    return this.own.entries.get(segment) ?? this.left(segment)?.entries.get(segment);
  }

  left(segment) {
    return this.records.find((record) => record !== this.own && record.question === this.own.question &&
      record.entries.has(segment));
  }

  put(entry, question = this.own.question) {
    const record = this.mine(question);
    record.entries.set(entry.segment, entry);
    this.save(record);
  }

  // This tab's record of a question; of another question it is made when it is needed.
  mine(question) {
    const found = this.records.find((record) => record.client === this.client.name && record.question === question);
    if (found) return found;
    const key = this.key(question, this.client.name);
    this.records.push({ key, question, client: this.client.name, entries: new Map() });
    return this.records[this.records.length - 1];
  }

  // Send everything of this tab under a new name: its numbers can no longer be told from older ones.
  renumber() {
    const mine = this.records.filter((record) => record.client === this.client.name);
    this.client.rename();
    for (const record of mine) {
      const entries = [...record.entries.values()];
      record.entries.clear();
      this.save(record); // takes away what is stored under the old name
      Object.assign(record, { client: this.client.name, key: this.key(record.question, this.client.name) });
      for (const entry of entries) record.entries.set(entry.segment, { ...entry, revision: this.client.next() });
      this.save(record);
    }
  }

  find(answer) {
    return this.records.find((record) => record.client === answer.client && record.entries.has(answer.segment));
  }

  drop(record, segment) {
    record.entries.delete(segment);
    this.save(record);
    if (record !== this.own && record.entries.size === 0) {
      this.records = this.records.filter((other) => other !== record);
    }
  }

  // What goes to the server. A text with work of a closed tab waits for that to arrive first.
  toSend() {
    return this.records.map((record) => ({
      client: record.client,
      question: record.question,
      entries: [...record.entries.values()].filter((entry) => record !== this.own || !this.left(entry.segment)),
    })).filter((record) => record.entries.length);
  }
}
