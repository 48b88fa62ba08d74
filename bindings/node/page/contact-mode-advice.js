// <contact-mode-advice endpoint="URL">: keeps the advice inside it true to the form around it.
//
// Without a script the element does nothing, and a button of the form (class app-no-script) fetches
// the page anew. With one, each change of the form is posted to `endpoint`. What comes back is what
// the plugin's bsup_advice_form gives, as it gives it: JSON that holds texts only. It is written
// into what is there. A radio or a question is never replaced: what has focus keeps it, what was
// answered stays answered. What changed is said once, in the status region. Nothing is made from
// markup, so that no text can become markup. If the host does not answer, what is shown is marked
// as not up to date.
const PAUSE = 50; // ms, so that arrow keys through the radios ask once

class ContactModeAdvice extends HTMLElement {
  #pause;
  #asked;
  #shown; // which safeguards

  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("change", this.#changed);
    for (const button of this.form.querySelectorAll(".app-no-script")) button.hidden = true;
    // What was chosen before this script was there, or is kept by the browser, is a change too.
    if ([...this.form.elements].some((field) => field.checked !== field.defaultChecked))
      this.#changed();
  }

  disconnectedCallback() {
    this.form.removeEventListener("change", this.#changed);
    clearTimeout(this.#pause);
    this.#asked?.abort();
  }

  #changed = () => {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#ask(), PAUSE);
  };

  async #ask() {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    let view = null;
    try {
      const answer = await fetch(this.getAttribute("endpoint"), {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        headers: { Accept: "application/json" },
        signal: asked.signal,
      });
      // Where the session has ended, the answer is the page to sign in: not JSON.
      if (answer.ok && !answer.redirected) view = await answer.json();
    } catch {
      // no network: said below
    }
    if (asked.signal.aborted) return; // a later change has asked again
    this.toggleAttribute("stale", view === null);
    if (view === null) return this.#say(this.getAttribute("stale-words"));
    this.#stop(view.stop);
    this.#lead(view.lead);
    for (const mode of view.modes) this.#mode(mode);
    this.#part("why").hidden = !view.lead;
    this.#choice(view.choice);
    this.#questions(view.ask);
    this.#safeguards(view.safeguards);
    this.#say(view.said);
  }

  #part(name) { return this.querySelector(`[data-part="${name}"]`); }

  #copy(name) {
    const template = this.querySelector(`template[data-copy="${name}"]`);
    return template.content.firstElementChild.cloneNode(true);
  }

  // Fills what `root` holds: data-text names the text of an element, which is hidden where it is
  // empty and left alone where none is given.
  #fill(root, texts) {
    for (const element of root.querySelectorAll("[data-text]")) {
      const name = element.dataset.text;
      if (!(name in texts)) continue;
      element.textContent = texts[name] ?? "";
      element.hidden = !texts[name];
    }
  }

  #say(words) {
    const status = this.#part("said");
    if (words && status.textContent !== words) status.textContent = words;
  }

  // Above the heading of the page, so outside this element.
  #stop(stop) {
    const part = document.querySelector("[data-advice-stop]");
    if (!part) return;
    part.hidden = !stop;
    if (!stop) return;
    this.#fill(part, { heading: stop.heading });
    part.querySelector("[data-part=lines]").replaceChildren(...stop.lines.map((text) => {
      const line = this.#copy("line");
      line.textContent = text;
      return line;
    }));
  }

  #lead(lead) {
    const part = this.#part("lead");
    part.hidden = !lead;
    if (lead) this.#fill(part, lead);
  }

  #mode(mode) {
    const value = CSS.escape(mode.mode);
    const item = this.querySelector(`input[name=mode][value="${value}"]`).parentElement;
    this.#fill(item, { tag: mode.tag?.text ?? null, hint: mode.hint });
    const tag = item.querySelector("[data-text=tag]");
    tag.className = `govuk-tag app-tag govuk-tag--${mode.tag?.colour ?? "grey"}`;
    const why = this.querySelector(`[data-why="${value}"]`);
    this.#fill(why, { standing: mode.standing, none: mode.none });
    why.querySelector("ul").replaceChildren(...mode.reasons.map((reason) => {
      const line = this.#copy("reason");
      this.#fill(line, reason);
      return line;
    }));
  }

  #choice(choice) {
    for (const kind of ["alert", "inset"]) {
      const part = this.#part(kind);
      part.hidden = !choice?.[`is_${kind}`];
      if (!part.hidden) this.#fill(part, { heading: choice.heading, text: choice.text });
    }
  }

  #questions(ask) {
    const part = this.#part("ask"), list = this.#part("questions");
    const wanted = new Map((ask?.questions ?? []).map((question) => [question.fact, question]));
    for (const group of [...list.children]) {
      const answer = "input:checked:not([value='']), input[type=text]";
      const answered = group.querySelector(answer)?.value;
      const focused = group.contains(document.activeElement);
      const { question, hint = null } = wanted.get(group.dataset.fact) ?? {};
      if (question) this.#fill(group, { question, hint });
      else if (!answered && !focused) group.remove();
      wanted.delete(group.dataset.fact);
    }
    for (const question of wanted.values()) list.append(this.#question(question));
    if (ask) this.#fill(part, ask);
    part.hidden = list.children.length === 0;
  }

  #question({ fact, id, name, question, hint, is_number, is_checks, inline, options, number }) {
    const group = this.#copy(is_number ? "number" : is_checks ? "checks" : "radios");
    group.dataset.fact = fact;
    this.#fill(group, { question, hint, unit: number?.unit });
    group.querySelector("[data-text=hint]").id = `${id}-hint`;
    if (is_number) {
      const input = group.querySelector("input");
      Object.assign(input, { id, name, value: number.value ?? "" });
      group.querySelector("label").htmlFor = id;
      group.querySelector("[data-text=unit]").id = `${id}-unit`;
      input.setAttribute("aria-describedby", `${id}-hint ${id}-unit`);
      return group;
    }
    group.querySelector("fieldset").setAttribute("aria-describedby", `${id}-hint`);
    const list = group.querySelector("[data-part=options]");
    list.classList.toggle("govuk-radios--inline", inline);
    for (const { id, value, checked, option } of options) {
      const item = this.#copy(is_checks ? "check" : "radio"), input = item.querySelector("input");
      Object.assign(input, { id, name, value, checked });
      item.querySelector("label").htmlFor = id;
      this.#fill(item, { option });
      list.append(item);
    }
    return group;
  }

  #safeguards(safeguards) {
    const part = this.#part("safeguards");
    part.hidden = !safeguards;
    if (!safeguards) return;
    const ticked = new Set([...part.querySelectorAll("input:checked")].map((input) => input.value));
    const same = [safeguards.mode, ...safeguards.must.map((each) => each.value)].join("\n");
    if (this.#shown === same) return; // leave it, and the focus, alone
    this.#shown = same;
    this.#fill(part, safeguards);
    this.#part("must-group").hidden = safeguards.must.length === 0;
    this.#part("must").replaceChildren(...safeguards.must.map(({ id, value, tick }) => {
      const item = this.#copy("tick"), input = item.querySelector("input");
      Object.assign(input, { id, value, checked: ticked.has(value) });
      item.querySelector("label").htmlFor = id;
      this.#fill(item, { tick });
      return item;
    }));
    this.#part("also").replaceChildren(...safeguards.also.map((each) => {
      const item = document.createElement("li");
      item.textContent = each.text;
      return item;
    }));
    this.#part("also-group").hidden = safeguards.also.length === 0;
  }
}
customElements.define("contact-mode-advice", ContactModeAdvice);
