// A practitioner arranges a contact: by keyboard alone, and without a script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { complaints, openBrowser, signIn, sizes } from "./browser.js";
import { Visitor, startHost } from "./host.js";

let host, browser;
before(async () => { host = await startHost(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await host?.stop(); });

async function practitioner(options = {}) {
  const page = await (await browser.newContext({ viewport: sizes.desktop, ...options })).newPage();
  await signIn(page, host.url, "Olive Officer");
  return page;
}
const main = (page) => page.locator("main");
const primary = (page) => main(page).locator("button[data-prevent-double-click]");

// Goes on with Tab until what has focus fits; each stop must be visible.
async function tabTo(page, selector) {
  for (let stops = 0; stops < 80; stops++) {
    await page.keyboard.press("Tab");
    const [there, seen] = await page.evaluate((wanted) => {
      const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
      // A radio of GOV.UK is drawn by its label, which shows the focus.
      const label = at.labels?.[0] ? getComputedStyle(at.labels[0], "::before") : style;
      const shows = [style, label].some((each) =>
        each.outlineStyle !== "none" || each.boxShadow !== "none");
      return [at.matches(wanted), box.width > 0 && shows];
    }, selector);
    assert.ok(seen, "what has focus is seen");
    if (there) return;
  }
  assert.fail(`Tab never came to ${selector}`);
}

// Does it, and waits for the advice that follows.
async function settled(page, act) {
  const answer = page.waitForResponse((each) => each.url().endsWith("/advice"));
  await act();
  await (await answer).finished();
  await page.waitForTimeout(30);
}

test("from the case to the decision by keyboard alone", async () => {
  const page = await practitioner();
  const wrong = complaints(page);
  await page.goto(`${host.url}/case/X100005`);
  await tabTo(page, "main button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/draft\/[0-9a-f]{64}$/);
  assert.ok(await page.locator("button[name=update]").isHidden(), "no button that is not needed");
  assert.equal(await page.locator("input[name=mode]:checked").count(), 0, "nothing is chosen for me");

  await tabTo(page, "input[name=mode]");
  await settled(page, () => page.keyboard.press("Space"));
  const office = await page.locator("[data-part=said]").textContent();
  assert.ok(office, "what changed is said");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowDown");
  await settled(page, () => page.keyboard.press("ArrowDown"));
  const focus = () => page.evaluate(() => document.activeElement.value);
  assert.equal(await focus(), "telephone", "focus stays where it was");
  assert.ok(await page.locator("[data-part=alert]").isVisible(), "a call is outside policy here");

  await tabTo(page, "main button.govuk-button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/before$/);
  assert.equal(await page.locator("main form").count(), 0, "an interruption has no form");
  await tabTo(page, "main a.govuk-link--inverse");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/reason$/);
  await tabTo(page, "input[name=code]");
  await page.keyboard.press("Space");
  await tabTo(page, "#words");
  await page.keyboard.type("He works nights until Friday.");
  await tabTo(page, "main button.govuk-button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/check$/);
  assert.match(await main(page).textContent(), /He works nights until Friday\./);
  await tabTo(page, "main button.govuk-button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/decision\/[0-9a-f]{64}$/);
  assert.equal(await main(page).locator("h1").textContent(), "Decision recorded");
  assert.deepEqual(wrong, [], "the browser has nothing to complain of");
});

test("the same without a script, and no answer is lost", async () => {
  const page = await practitioner({ javaScriptEnabled: false, viewport: sizes.phone });
  await page.goto(`${host.url}/case/X100003`);
  await main(page).locator("button").click();
  await page.locator("input[name=mode][value=telephone]").check();
  await page.locator("button[name=update]").click();
  assert.ok(await page.locator("input[name=mode][value=telephone]").isChecked(), "the choice is kept");
  const question = page.locator("[data-fact]").first();
  const fact = await question.getAttribute("data-fact");
  const answer = page.locator(`[data-fact="${fact}"] input[value]:not([value=""])`).first();
  await answer.check();
  const tick = page.locator("input[name=done]").first();
  if (await tick.count()) await tick.check();
  await page.locator("button[name=update]").click();
  assert.ok(await answer.isChecked(), "the answered question is there, with its answer");
  if (await tick.count()) assert.ok(await tick.isChecked(), "the tick is kept");
  await primary(page).first().click();
  if (page.url().endsWith("/before")) await main(page).locator("a.govuk-link--inverse").click();
  if (page.url().endsWith("/reason")) {
    await primary(page).click();
    assert.match(await page.title(), /^Error: /);
    await page.locator(".govuk-error-summary a").first().click();
    await page.locator("input[name=code]").first().check();
    await page.locator("#words").fill("Without a script.");
    await primary(page).click();
  }
  await page.waitForURL(/\/check$/);
  await page.goBack();
  await page.goForward();
  await page.waitForURL(/\/check$/);
  await primary(page).click();
  assert.match(page.url(), /\/decision\//);
});

test("what is missing is said, and what was entered stays", async () => {
  const page = await practitioner();
  await page.goto(`${host.url}/case/X100002`);
  await main(page).locator("button").click();
  await page.locator("#date").fill("31/2/2026");
  await primary(page).first().click();
  assert.match(await page.title(), /^Error: /);
  const errors = await page.locator(".govuk-error-summary a").allTextContents();
  assert.equal(errors.length, 2, "the date and the way to meet");
  assert.equal(await page.locator("#date").inputValue(), "31/2/2026");
  await page.locator(".govuk-error-summary a").last().click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "mode");
});

test("a host that does not answer is said, and the form goes on", async () => {
  const page = await practitioner();
  await page.goto(`${host.url}/case/X100002`);
  await main(page).locator("button").click();
  await page.route("**/advice", (route) => route.abort());
  await page.locator("input[name=mode]").first().check();
  await page.waitForSelector("contact-mode-advice[stale]");
  assert.match(await page.locator("[data-part=said]").textContent(), /could not be fetched/);
  assert.ok(await page.locator("input[name=mode]").first().isChecked());
});

// The aim is 100 ms on a machine that does nothing else; the bound is for one that does.
test("the advice follows a change at once, and the node with focus is the same", async () => {
  const page = await practitioner();
  await page.goto(`${host.url}/case/X100009`);
  await main(page).locator("button").click();
  const times = [];
  for (let n = 0; n < 200; n++) {
    const mode = page.locator("input[name=mode]").nth(n % 7);
    const answer = page.waitForResponse((each) => each.url().endsWith("/advice"));
    await mode.focus();
    const [took, same] = await page.evaluate(() => new Promise((done) => {
      const focus = document.activeElement, begin = performance.now();
      const said = document.querySelector("[data-part=said]");
      const seen = new MutationObserver(() => {
        seen.disconnect();
        done([performance.now() - begin, document.activeElement === focus]);
      });
      seen.observe(said, { childList: true, characterData: true, subtree: true });
      said.textContent = "";
      seen.takeRecords();
      focus.click();
    }));
    await answer;
    assert.ok(same);
    times.push(took - 50); // the element waits 50 ms before it asks
  }
  const p95 = times.sort((a, b) => a - b)[189];
  console.log(`change to status text, p95 of 200: ${p95.toFixed(0)} ms`);
  assert.ok(p95 <= 250, `p95 ${p95} ms`);
});

test("posting a decision twice, at once and again, records it once", async () => {
  const visitor = await new Visitor(host.url).signIn("pat");
  const draft = await visitor.arrange("X100001");
  const page = await (await visitor.get(draft)).text();
  const basis = /name="basis" value="([^"]*)"/.exec(page)[1];
  await visitor.post(draft, {
    basis, date: "26/11/2026", purpose: "supervision meeting", role: "counts", mode: "office",
  });
  const check = await (await visitor.get(`${draft}/check`)).text();
  const checked = /name="checked" value="([^"]*)"/.exec(check)[1];
  const control = await visitor.post(`${draft}/record`, { checked: "another page" });
  assert.match(control.headers.get("location"), /changed=1$/, "what was not checked is not recorded");
  const both = await Promise.all([1, 2, 3].map(() => visitor.post(`${draft}/record`, { checked })));
  const again = await visitor.post(`${draft}/record`, { checked });
  const places = new Set([...both, again].map((answer) => answer.headers.get("location")));
  assert.equal(places.size, 1);
  const decision = await (await visitor.get([...places][0])).text();
  const number = Number(/Record number (\d+)/.exec(decision)[1]);
  const other = await visitor.post(`${draft}/record`, { checked });
  assert.match(await (await visitor.get(other.headers.get("location"))).text(),
    new RegExp(`Record number ${number}\\b`));
});
