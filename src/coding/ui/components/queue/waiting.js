// When to speak to the server, and when to wait; for the coding window and the list alike.

const RESEND_MS = 3000;
const MOST_PATIENCE_MS = 30000;

// How long to wait for a confirmation. A server that answers and confirms nothing is busy: twenty windows
// that keep asking every few seconds would keep it so.
function patience(connection, failures) {
  return connection === "busy" ? Math.min(RESEND_MS * 2 ** failures, MOST_PATIENCE_MS) : RESEND_MS;
}

async function serverAnswers() {
  try {
    const base = location.pathname.replace(/[^/]*$/, "");
    const reply = await fetch(`${base}_stcore/health`, { cache: "no-store", signal: AbortSignal.timeout(2000) });
    return reply.ok;
  } catch { return false; }
}

// No confirmation came: is the server away, or only busy? One that was restarted knows nothing of this part of the page
// and is asked for the whole of it; that interrupts what it is doing, so it is not done at the first delay.
async function whyNoAnswer(failures) {
  if (!(await serverAnswers())) return "lost";
  if (failures > 1) window.dispatchEvent(new Event("coding-wake"));
  return "busy";
}

// The server turns to another page a moment after it was asked to. What this page sends in that moment would be
// answered after the turn, on the old page, and leave the new one empty; so it waits.
const LEAVE_MS = 10000;
const MAYBE_LEAVE_MS = 3000; // a click outside may be on something that leads elsewhere

class Leaving {
  constructor(parent) {
    this.until = 0;
    this.listen = ({ target }) => {
      if (!parent.contains(target) && target.closest?.("a, button, label, input")) this.wait(MAYBE_LEAVE_MS);
    };
    document.addEventListener("click", this.listen, true);
  }

  wait(milliseconds) { this.until = performance.now() + milliseconds; }

  get soon() { return performance.now() < this.until; }

  stop() { document.removeEventListener("click", this.listen, true); }
}
