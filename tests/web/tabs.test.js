// How people really use pages: two tabs, Back, refresh, a double click, a sign-out in between. No
// field is lost, and there is one decision.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, signIn, sizes } from "./browser.js";
import { startHost } from "./host.js";

let host, browser;
before(async () => { host = await startHost(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await host?.stop(); });

async function practitioner(name) {
  const context = await browser.newContext({ viewport: sizes.desktop });
  const page = await context.newPage();
  await signIn(page, host.url, name);
  return [context, page];
}
const go = async (page, path) => {
  await page.locator("main button[data-prevent-double-click]").first().click();
  await page.waitForURL(path);
};
const begin = async (page, crn) => {
  await page.goto(`${host.url}/case/${crn}`);
  await go(page, /\/draft\/[0-9a-f]{64}$/);
};
const live = async (page, act) => {
  const answer = page.waitForResponse((each) => each.url().endsWith("/advice"));
  await act();
  await (await answer).finished();
};
const choose = (page, mode) => live(page, () => page.locator(`input[name=mode][value="${mode}"]`).check());
const mode = (page) => page.locator("input[name=mode]:checked").getAttribute("value");
// How many decisions on a person there are: the links of the case's page.
const decisions = async (page, crn) => {
  await page.goto(`${host.url}/case/${crn}`);
  return page.locator("main a[href^='/decision/']").count();
};
const toReason = async (page) => {
  await page.locator("main button[data-prevent-double-click]").first().click();
  await page.waitForURL(/\/(before|reason)$/);
  if (page.url().endsWith("/before")) await page.locator("a.govuk-link--inverse").click();
  await page.waitForURL(/\/reason$/);
};

test("what one tab changes, the other does not record unseen", async () => {
  const [context, one] = await practitioner("Olive Officer");
  await begin(one, "X100002");
  await choose(one, "office");
  await go(one, /\/check$/);
  const two = await context.newPage();
  await begin(two, "X100002");
  assert.equal(await mode(two), "office", "one unfinished contact, the same in both");
  await two.locator("#date").fill("2/12/2026");
  await live(two, () => two.locator("#date").press("Tab"));
  await go(one, /\/check\?changed=1$/);
  assert.match(await one.locator("main").textContent(), /has changed since you opened this page/);
  assert.match(await one.locator("main").textContent(), /2 December 2026/);
  await go(one, /\/decision\//);
  const number = await one.locator(".govuk-panel__body").textContent();
  // The second tab still shows the form. What it sends leads to the decision that there is.
  await two.locator("main button[data-prevent-double-click]").first().click();
  await two.waitForURL(/\/decision\//);
  assert.equal(await two.locator(".govuk-panel__body").textContent(), number);
  assert.equal(await decisions(one, "X100002"), 1);
});

test("two tabs on two cases keep their own fields", async () => {
  const [context, one] = await practitioner("Olive Officer");
  const two = await context.newPage();
  await begin(one, "X100001");
  await begin(two, "X100009");
  await choose(one, "office");
  await choose(two, "video");
  await one.reload();
  await two.reload();
  assert.deepEqual([await mode(one), await mode(two)], ["office", "video"], "refreshed");
});

test("Back and refresh keep each field, and a double click decides once", async () => {
  const [, page] = await practitioner("Pat Practitioner");
  await begin(page, "X100005");
  await page.locator("#date").fill("25/11/2026");
  await choose(page, "telephone");
  await toReason(page);
  await page.locator("input[name=code]").nth(1).check();
  await page.locator("#words").fill("He works nights until Friday.");
  await page.locator("#promise").selectOption("office");
  await page.locator("#promise-by").fill("1/12/2026");
  await go(page, /\/check$/);
  await page.goBack();
  await page.waitForURL(/\/reason/);
  await page.reload();
  assert.equal(await page.locator("#words").inputValue(), "He works nights until Friday.");
  assert.ok(await page.locator("input[name=code]").nth(1).isChecked());
  assert.equal(await page.locator("#promise").inputValue(), "office");
  assert.equal(await page.locator("#promise-by").inputValue(), "1/12/2026");
  await page.goBack();
  while (!/\/draft\/[0-9a-f]{64}$/.test(page.url())) await page.goBack();
  await page.reload();
  assert.equal(await mode(page), "telephone");
  assert.equal(await page.locator("#date").inputValue(), "25/11/2026");
  await page.goto(`${page.url()}/check`);
  await page.locator("main button[data-prevent-double-click]").dblclick();
  await page.waitForURL(/\/decision\//);
  await page.goBack();
  await page.waitForURL(/\/(check|decision)/);
  assert.equal(await decisions(page, "X100005"), 1);
});

test("what was typed when the session ended is there after the next sign-in", async () => {
  const [context, page] = await practitioner("Pat Practitioner");
  await begin(page, "X100003");
  await choose(page, "office");
  await page.locator("#date").fill("30/11/2026");
  await choose(page, "telephone");
  await toReason(page);
  await page.locator("input[name=code]").first().check();
  const kept = page.waitForResponse((each) =>
    each.request().method() === "POST" && each.request().postData().includes("Half"));
  await page.locator("#words").pressSequentially("Half a reason");
  assert.equal((await kept).status(), 204);
  const other = await context.newPage();
  await other.goto(`${host.url}/cases`);
  await other.locator("footer form button").first().click();
  await other.waitForURL(/\/sign-in/);
  await page.locator("main button[data-prevent-double-click]").click();
  await page.waitForURL(/\/sign-in\?ended=1$/);
  await signIn(page, host.url, "Pat Practitioner");
  await page.goto(`${host.url}/cases`);
  await page.locator("main a[href^='/draft/']").last().click();
  assert.equal(await mode(page), "telephone");
  assert.equal(await page.locator("#date").inputValue(), "30/11/2026");
  await page.goto(`${page.url()}/reason`);
  assert.equal(await page.locator("#words").inputValue(), "Half a reason");
  assert.equal(await decisions(page, "X100003"), 0, "and nothing was decided");
});
