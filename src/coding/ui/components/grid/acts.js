// Changing many answers at once: what it would do, doing it here at once, and going back.

const UNDO_STEPS = 100;

class Acts {
  constructor() { this.done = []; this.undone = []; }

  // What a change does to each answer, as the server works it out (`codings/bulk.py`).
  plan(table, targets, { kind, code }, exclusive) {
    const plan = { kind, code, touched: [], unchanged: 0, skipped: 0 };
    for (const i of targets) {
      const codes = table.codes[i];
      const has = codes.includes(code);
      if (kind === "give") {
        const others = codes.filter((other) => other !== code);
        if (has && table.read[i]) plan.unchanged += 1;
        else if (others.length && (exclusive.has(code) || others.some((other) => exclusive.has(other)))) plan.skipped += 1;
        else plan.touched.push(i);
      } else if (kind === "take") {
        if (has) plan.touched.push(i); else plan.unchanged += 1;
      } else if (codes.length) plan.skipped += 1;
      else if (table.read[i]) plan.unchanged += 1;
      else plan.touched.push(i);
    }
    return plan;
  }

  // Draw a plan as if it were stored, and return what to send.
  carryOut(table, plan, revision, targets) {
    const before = new Map();
    const versions = targets.map((i) => table.versions[i]);
    for (const i of plan.touched) {
      const now = table.state(i);
      before.set(table.ids[i], now);
      let codes = now.codes;
      if (plan.kind === "give" && !codes.includes(plan.code)) codes = [...codes, plan.code].sort();
      if (plan.kind === "take") codes = codes.filter((code) => code !== plan.code);
      table.put(i, { codes, read: plan.kind === "take" ? now.read : true, version: now.version + 1 });
    }
    this.done.push({ revision, before, kind: plan.kind, code: plan.code });
    this.done.splice(0, this.done.length - UNDO_STEPS);
    return { revision, kind: plan.kind, code: plan.code ?? null, segments: targets.map((i) => table.ids[i]), versions };
  }

  // Take back a step: here at once, on the server as one act of its own.
  takeBack(table, revision) {
    const step = this.done.pop();
    if (!step) return null;
    const segments = [...step.before.keys()].filter((id) => table.place.has(id));
    const versions = segments.map((id) => table.versions[table.place.get(id)]);
    for (const id of segments) {
      const i = table.place.get(id);
      const { codes, read } = step.before.get(id);
      table.put(i, { codes, read, version: table.versions[i] + 1 });
    }
    this.undone.push({ kind: step.kind, code: step.code, segments });
    return { step, act: { revision, kind: "undo", undoes: step.revision, code: null, segments, versions } };
  }

  // What the server says of an act: how the answers stand now; a step that was not done cannot be undone.
  settle(table, answer, waiting) {
    for (const [id, version, read, flagged, codes] of answer.rows) {
      const i = table.place.get(id);
      const later = waiting.some((act) => act.segments.includes(id));
      if (i !== undefined && !later) table.put(i, { codes, read: read === 1, version, flagged: flagged === 1 });
    }
    const step = this.done.find(({ revision }) => revision === answer.revision);
    if (!step) return;
    for (const id of answer.stale) step.before.delete(id);
    if (answer.refused || !step.before.size) this.done = this.done.filter((other) => other !== step);
  }
}
