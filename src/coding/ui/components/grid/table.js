// The answers in the browser: one row per group of identical ones, filtered and sorted here, without the server.

const COLLATOR = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
const LENGTHS = { "": [0, Infinity], a: [0, 25], b: [26, 100], c: [101, 300], d: [301, Infinity] };
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

class Table {
  constructor(raw) {
    Object.assign(this, raw);
    this.size = raw.ids.length;
    this.place = new Map(raw.ids.map((id, i) => [id, i]));
    this.codes = raw.codes.map((codes) => codes.map((code) => raw.codeIds[code]));
    this.read = Array.from(raw.read, (one) => one === "1");
    this.flagged = Array.from(raw.flagged, (one) => one === "1");
    this.folded = []; // texts as they are searched, made when first searched
    this.values = {};
    this.opened = new Set(); // groups whose members are shown one by one
    this.coderNames = [];
    this.coders = raw.readers && raw.ids.map(() => []);
    raw.readers?.forEach(([id, names]) => this.putReaders(id, names));
    this.groups = new Map();
    raw.same.forEach((same, i) => {
      if (!this.groups.has(same)) this.groups.set(same, []);
      this.groups.get(same).push(i);
    });
    this.cut = raw.lengths.some((length) => length > raw.longest); // some texts are too long to be here whole
  }

  // What is nearly the same comes later than the rest.
  setNear(near) {
    this.near = near;
    this.alike = new Map(); // group of nearly identical answers -> its answers
    near.forEach((group, i) => {
      if (!this.alike.has(group)) this.alike.set(group, []);
      this.alike.get(group).push(i);
    });
  }

  putReaders(id, names) {
    this.coders[this.place.get(id)] = names.map((name) => {
      const n = this.coderNames.indexOf(name);
      return n < 0 ? this.coderNames.push(name) - 1 : n;
    });
  }

  textOf(i) { return this.texts[this.text[i]]; }

  isCut(i) { return this.lengthOf(i) > this.longest; }

  lengthOf(i) { return this.lengths[this.text[i]]; }

  state(i) { return { codes: this.codes[i], read: this.read[i], version: this.versions[i] }; }

  put(i, { codes, read, version, flagged = this.flagged[i] }) {
    this.codes[i] = codes;
    this.read[i] = read;
    this.versions[i] = version;
    this.flagged[i] = flagged;
  }

  // ── which answers ───────────────────────────────────────────────────────────────────────────────

  // filter: {text, how, found, status, code, cluster, length, twins, flagged, only}
  matcher(filter) {
    const tests = [];
    const text = fold(filter.text ?? "").trim();
    if (text && filter.how === "literal") {
      // The server looks through what is too long to be here whole.
      tests.push((i) => this.foldedText(i).includes(text) || (filter.found?.has(this.ids[i]) ?? false));
    }
    if (text && filter.how === "words") tests.push((i) => filter.found?.has(this.ids[i]) ?? false);
    const byStatus = {
      unread: (i) => !this.read[i],
      none: (i) => this.read[i] && !this.codes[i].length,
      coded: (i) => this.codes[i].length > 0,
    };
    if (filter.status in byStatus) tests.push(byStatus[filter.status]);
    if (filter.code) tests.push((i) => this.codes[i].includes(filter.code));
    if (filter.cluster !== "" && this.cluster) tests.push((i) => this.cluster[i] === Number(filter.cluster));
    if (filter.length) {
      const [least, most] = LENGTHS[filter.length];
      tests.push((i) => this.lengthOf(i) >= least && this.lengthOf(i) <= most);
    }
    if (filter.twins === "same") tests.push((i) => this.groups.get(this.same[i]).length > 1);
    if (filter.twins === "near") tests.push((i) => this.others(i).length > 0);
    if (filter.flagged) tests.push((i) => this.flagged[i]);
    if (filter.only) tests.push((i) => filter.only.has(i));
    return (i) => tests.every((test) => test(i));
  }

  foldedText(i) { return (this.folded[this.text[i]] ??= fold(this.textOf(i))); }

  // Answers nearly the same as this one, without those that are the same.
  others(i) { return !this.near ? [] : this.alike.get(this.near[i]).filter((other) => this.same[other] !== this.same[i]); }

  // ── rows ────────────────────────────────────────────────────────────────────────────────────────

  // One row per group with an answer that matches, opened ones followed by their answers.
  rows(filter, sort) {
    const matches = this.matcher(filter);
    let count = 0;
    let rows = [];
    for (const [same, members] of this.groups) {
      const found = members.filter(matches);
      if (!found.length) continue;
      count += found.length;
      rows.push({ key: `g${same}`, same, i: found[0], members, child: false });
    }
    if (sort.column) rows = this.sorted(rows, sort);
    else if (filter.only) rows.sort((one, other) => !this.near ? 0 : this.near[one.i] - this.near[other.i] || one.i - other.i);
    if (this.opened.size) {
      rows = rows.flatMap((row) => (!this.opened.has(row.same) ? [row] : [row, ...row.members.map(
        (i) => ({ key: `m${i}`, same: row.same, i, members: [i], child: true }))]));
    }
    return { rows, count };
  }

  sorted(rows, { column, down }) {
    const keys = rows.map((row) => this.sortKey(row, column));
    const order = rows.map((_row, n) => n);
    const sign = down ? -1 : 1;
    const missing = (key) => key === null || key === undefined || key === "";
    order.sort((a, b) => {
      const [x, y] = [keys[a], keys[b]];
      if (missing(x) || missing(y)) return missing(x) - missing(y) || a - b; // what is missing comes last
      const difference = typeof x === "number" && typeof y === "number" ? x - y : COLLATOR.compare(x, y);
      return sign * difference || a - b;
    });
    return order.map((n) => rows[n]);
  }

  sortKey(row, column) {
    const { i, members } = row;
    const keys = {
      text: () => this.textOf(i).trim(),
      codes: () => this.labels(i),
      n: () => members.length,
      near: () => this.others(i).length,
      cluster: () => (this.cluster?.[i] >= 0 ? this.clusters[this.cluster[i]] : null),
      coders: () => (this.coders?.[i] ?? []).map((coder) => this.coderNames[coder]).join(", "),
      flagged: () => (members.some((member) => this.flagged[member]) ? 0 : 1),
      length: () => this.lengthOf(i),
      source: () => this.sources?.[i],
    };
    return column in keys ? keys[column]() : this.values[column.replace(/^var:/, "")]?.[i];
  }

  labels(i) { return this.codes[i].map((code) => this.labelOf?.(code) ?? code).join(", "); }
}
