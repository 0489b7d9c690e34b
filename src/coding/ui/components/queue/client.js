// Who this browser tab is. A name lives in the tab's own storage, so a reload keeps it; a duplicated
// tab copies that storage, so a tab takes a new name when another one holds the same.

const CLIENT = Symbol.for("coding.queue.client");
const NAME = "coding-client";
const REVISION = "coding-revision";
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function stored(storage, name) {
  try { return window[storage].getItem(name); } catch { return null; }
}

function store(storage, name, value) {
  try { window[storage].setItem(name, value); return true; } catch { return false; }
}

// True when no other tab holds the name; from then on this tab holds it until it closes.
async function hold(name) {
  if (!navigator.locks) return holdByAsking(name);
  const attempt = () => new Promise((answer) => {
    navigator.locks.request("coding-" + name, { ifAvailable: true }, (lock) => {
      answer(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    }).catch(() => answer(true));
  });
  if (await attempt()) return true;
  await pause(150); // a page being reloaded lets go of its name a moment after the new one starts
  return attempt();
}

// Without locks (a page served over plain http from elsewhere): ask the other tabs.
async function holdByAsking(name) {
  if (!window.BroadcastChannel) return true;
  const me = newName();
  const channel = new BroadcastChannel("coding-client");
  let taken = false;
  channel.onmessage = ({ data }) => {
    if (data.name !== name || data.from === me) return;
    if (data.taken) taken = true; else channel.postMessage({ name, from: me, taken: true });
  };
  channel.postMessage({ name, from: me });
  await pause(150);
  if (taken) channel.close();
  return !taken;
}

async function claim() {
  let name = stored("sessionStorage", NAME);
  let revision = Number(stored("sessionStorage", REVISION)) || 0;
  if (!name || !(await hold(name))) {
    name = newName();
    revision = 0;
    await hold(name);
    store("sessionStorage", NAME, name);
  }
  return {
    get name() { return name; },
    rename() {
      name = newName();
      revision = 0;
      store("sessionStorage", NAME, name);
      hold(name);
    },
    next() {
      revision += 1;
      store("sessionStorage", REVISION, String(revision));
      return revision;
    },
    atLeast(number) { revision = Math.max(revision, number); },
    // The names of tabs that are open now; what others left behind is ours to send.
    async alive() {
      if (!navigator.locks) return new Set();
      try {
        const { held } = await navigator.locks.query();
        return new Set(held.map((lock) => lock.name.replace(/^coding-/, "")));
      } catch { return new Set(); }
    },
  };
}

// One name per page load, however often the component is drawn anew.
function thisClient() {
  window[CLIENT] ??= claim();
  return window[CLIENT];
}
