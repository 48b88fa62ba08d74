// 1280 by 1024 at 400 %, which is 320 by 256, and forced colours: nothing is cut off, and what is
// chosen, recommended, overdue or outside policy is seen without any colour of ours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeOn, openBrowser, overflow, signIn } from "./browser.js";
import { Visitor, startHost } from "./host.js";

const zoomed = { width: 320, height: 256 };
const short = Boolean(process.env.WEB_SHORT);
let host, browser;
before(async () => { host = await startHost(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await host?.stop(); });

async function draftOf(page, name, crn) {
  await signIn(page, host.url, name);
  await page.goto(`${host.url}/case/${crn}`);
  await page.locator("main button").first().click();
  await page.waitForURL(/\/draft\//);
}
async function choose(page, mode) {
  const answer = page.waitForResponse((each) => each.url().endsWith("/advice"));
  await page.locator(`input[name=mode][value="${mode}"]`).check();
  await (await answer).finished();
  await page.waitForTimeout(50);
}
// What is drawn of the radio of a mode.
const radio = (page, mode) => page.locator(`.govuk-radios__item:has(input[name=mode][value="${mode}"])`)
  .screenshot();

test("400 %: every page fits, and what has focus is not hidden", async () => {
  const page = await (await browser.newContext({ viewport: zoomed })).newPage();
  await draftOf(page, "Olive Officer", "X100005");
  await choose(page, "telephone");
  const draft = page.url();
  const list = [draft];
  if (!short) {
    list.push(`${draft}?changed=1`, `${host.url}/cases`, `${host.url}/case/X100005`, `${host.url}/case/X100005/contacts`);
    const olive = await new Visitor(host.url).signIn("olive");
    list.push(host.url + await olive.decide("X100002", "home visit"));
  }
  for (const url of list) {
    await page.goto(url);
    assert.deepEqual(await axeOn(page), [], url);
    assert.equal(await overflow(page), 0, url);
  }
  await page.goto(draft);
  // Each field with the focus is in the window, not under something that stays.
  for (const field of await page.locator("main input:visible, main select:visible, main button:visible").all()) {
    await field.focus();
    const seen = await field.evaluate((at) => {
      const box = (at.labels?.[0] ?? at).getBoundingClientRect();
      const hit = document.elementFromPoint(box.left + 2, Math.min(Math.max(box.top + 2, 0), innerHeight - 1));
      return box.bottom > 0 && box.top < innerHeight && Boolean(hit?.closest("form"));
    });
    assert.ok(seen, await field.evaluate((at) => at.outerHTML));
  }
});

test("forced colours: what is chosen, recommended, overdue or outside policy is seen", async () => {
  const context = await browser.newContext({ forcedColors: "active", bypassCSP: true });
  const page = await context.newPage();
  await draftOf(page, "Pat Practitioner", "X100005");
  assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), "control");
  const before = await radio(page, "telephone");
  await choose(page, "telephone");
  const chosen = await radio(page, "telephone");
  assert.notDeepEqual(chosen, before, "the chosen one is drawn otherwise");
  // By words, which no colour can take away.
  const item = (mode) => page.locator(`.govuk-radios__item:has(input[name=mode][value="${mode}"])`);
  assert.match(await item("office").locator("label").innerText(), /Recommended/);
  assert.match(await item("telephone").locator("label").innerText(), /Extra contact only/);
  assert.match(await page.locator("[data-part=alert]").innerText(), /\w+/, "outside policy");
  assert.match(await page.locator("[data-part=late]:visible, [data-text=late]:visible").first().innerText(), /overdue/);
  // And each of them stands out from what is behind it.
  for (const tag of await page.locator(".govuk-tag:visible").all()) {
    const [text, back] = await tag.evaluate((at) =>
      [getComputedStyle(at).color, getComputedStyle(at).backgroundColor]);
    assert.notEqual(text, back);
  }
  assert.deepEqual(await axeOn(page), []);

  await page.goto(`${host.url}/case/X100005/contacts`);
  const marks = page.locator(".app-blend__mark--in:not(.app-blend__mark--planned), .app-blend__mark--out");
  const kinds = await marks.evaluateAll((all) => new Set(all.map((at) => at.tagName)).size);
  assert.equal(kinds, 2, "in person and remote differ by shape");
  assert.ok(await page.locator(".app-blend__letter").count() > 2, "and by letter");
  assert.deepEqual(await axeOn(page), []);
});

test("control: a choice that only a colour shows is not seen", async () => {
  const context = await browser.newContext({ forcedColors: "active", bypassCSP: true });
  const page = await context.newPage();
  await draftOf(page, "Pat Practitioner", "X100001");
  await page.addStyleTag({ content: `.govuk-radios__input { display: none }
    .govuk-radios__label::before, .govuk-radios__label::after { display: none }
    .govuk-radios__input:checked + .govuk-radios__label { background: #ffdd00 }` });
  const before = await radio(page, "office");
  await page.locator("label[for=mode]").click();
  const chosen = await radio(page, "office");
  assert.deepEqual(chosen, before);
});
