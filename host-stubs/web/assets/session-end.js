// <session-end after="3600" warn="300" stay="/stay" ended="/sign-in">: says that the session is about
// to end, and lets it go on. `after` is how many seconds without a request end it, `warn` how many
// before that it is said. Without a script nothing is said in time, so the page itself says the rule.
class SessionEnd extends HTMLElement {
  #timers = [];
  #tabs = new BroadcastChannel("session");

  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.dialog.addEventListener("close", () => this.#stay());
    // The session is that of all tabs. This page was just fetched, so it was used.
    this.#tabs.onmessage = () => {
      this.#begin();
      this.dialog.close();
    };
    this.#used();
    new PerformanceObserver((seen) => {
      if (seen.getEntries().some((each) => each.initiatorType === "fetch")) this.#used();
    }).observe({ type: "resource" });
  }

  #used() {
    this.#tabs.postMessage("used");
    this.#begin();
  }

  #begin() {
    for (const timer of this.#timers) clearTimeout(timer);
    const [after, warn] = ["after", "warn"].map((name) => 1000 * this.getAttribute(name));
    this.#timers = [
      setTimeout(() => this.dialog.open || this.dialog.showModal(), after - warn),
      setTimeout(() => this.#ended(), after),
    ];
  }

  async #stay() {
    const body = new URLSearchParams(new FormData(this.querySelector("form")));
    const answer = await fetch(this.getAttribute("stay"), { method: "POST", body }).catch(() => null);
    // A session that has ended leads to the page to sign in. No network: the warning comes again.
    if (answer?.redirected) this.#ended();
  }

  #ended() { location.assign(this.getAttribute("ended")); }
}
customElements.define("session-end", SessionEnd);
