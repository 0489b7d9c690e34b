// Around every page: a cookie that remembers who is at work, and a line when the connection is lost.

const PATIENCE_MS = 1500; // a hiccup is not worth a word
const MOST_PEOPLE = 20;
const STATE = Symbol.for("coding.frame");

// The people who worked in this browser, the last one first.
function rememberCoder({ cookie, coder }) {
  if (!coder) return;
  const now = document.cookie.split("; ").find((part) => part.startsWith(cookie + "="));
  const others = (now ? now.slice(cookie.length + 1) : "").split(".").filter((other) => other && other !== coder);
  const people = [coder, ...others].slice(0, MOST_PEOPLE).join(".");
  document.cookie = `${cookie}=${people}; path=/; max-age=${365 * 24 * 3600}; SameSite=Strict`;
}

// Kept over draws: the interface language may have changed, and so may the way to reach the server.
function keep(text, wake) {
  if (!window[STATE]) {
    const element = document.createElement("div");
    element.setAttribute("role", "status");
    element.className = "coding-lost";
    element.hidden = true;
    document.body.append(element);
    window[STATE] = { element, timer: null, lost: false };
    watch(window[STATE]);
  }
  Object.assign(window[STATE], { text, wake });
}

function watch(state) {
  const app = document.querySelector("[data-testid=stApp]");
  if (!app) return;
  const look = () => {
    clearTimeout(state.timer);
    if (app.dataset.testConnectionState === "CONNECTED") {
      state.element.hidden = true;
      state.element.textContent = "";
      if (state.lost) setTimeout(() => state.wake(), 100); // apart from what parts of the page send at once
      state.lost = false;
      return;
    }
    state.lost = true;
    state.timer = setTimeout(() => {
      state.element.hidden = false;
      state.element.textContent = state.text;
    }, PATIENCE_MS);
  };
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  // A part of a page that gets no answer asks for a whole new run: after a restart the server knows
  // nothing of parts.
  window.addEventListener("coding-wake", () => state.wake());
}

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language; // screen readers choose their voice by it
  const skip = document.querySelector("[data-testid=stSkipToContent]");
  if (skip && skip.textContent !== data.skip) skip.textContent = data.skip; // Streamlit has it in English only
  rememberCoder(data);
  keep(data.lost, () => setTriggerValue("awake", Date.now()));
}
