// Each page in each state, at two widths and in two languages: what axe finds, whether it fits, and
// what the browser complains of.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeOn, complaints, openBrowser, overflow, signIn, sizes } from "./browser.js";
import { Visitor, startHost } from "./host.js";

let host, browser;
before(async () => { host = await startHost(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await host?.stop(); });

const primary = (page) => page.locator("main button[data-prevent-double-click]").first();
const go = async (page) => { await primary(page).click(); await page.waitForLoadState(); };
const choose = async (page, mode) => {
  const answer = page.waitForResponse((each) => each.url().endsWith("/advice"));
  await page.locator(`input[name=mode][value="${mode}"]`).check();
  await (await answer).finished();
  await page.waitForTimeout(30);
};

// The pages of one way through, each as it comes: [name, how to get there].
function* practitionerPages(url) {
  yield ["cases", (page) => page.goto(`${url}/cases`)];
  yield ["not there", (page) => page.goto(`${url}/case/X999999`)];
  yield ["case", (page) => page.goto(`${url}/case/X100005`)];
  yield ["arrange, nothing chosen", go];
  yield ["arrange, errors", go];
  yield ["arrange, a call", (page) => choose(page, "telephone")];
  yield ["before", go];
  yield ["reason", async (page) => {
    if (page.url().endsWith("/before")) await page.locator("a.govuk-link--inverse").click();
  }];
  yield ["reason, errors", go];
  yield ["check", async (page) => {
    await page.locator("input[name=code]").first().check();
    await page.locator("#words").fill("On nights until Friday.");
    await page.locator("#promise").selectOption("office");
    await page.locator("#promise-by").fill("1/12/2026");
    await go(page);
  }];
  yield ["decision", go];
  yield ["case with a decision", (page) => page.goto(`${url}/case/X100005`)];
  yield ["contacts", (page) => page.goto(`${url}/case/X100005/contacts`)];
  for (const crn of ["X100007", "X100008", "X100012", "X100003"]) {
    yield [`arrange, ${crn}`, async (page) => {
      await page.goto(`${url}/case/${crn}`);
      await go(page);
    }];
  }
}

function* seniorPages(url) {
  yield ["approvals", (page) => page.goto(`${url}/approvals`)];
  yield ["approval", async (page) => {
    await page.locator("main th a").first().click();
    await page.waitForLoadState();
  }];
  yield ["approval, errors", go];
  yield ["approved", async (page) => {
    await page.locator("#approve").check();
    await page.locator("#until").fill("1/12/2026");
    await go(page);
  }];
  yield ["team", (page) => page.goto(`${url}/team`)];
  yield ["case, of a senior", (page) => page.goto(`${url}/case/X100002`)];
}

function* auditorPages(url) {
  yield ["trail", (page) => page.goto(`${url}/trail`)];
  yield ["trail, errors", (page) => page.goto(`${url}/trail?crn=nobody`)];
  yield ["trail, verified", async (page) => { await page.goto(`${url}/trail`); await go(page); }];
  yield ["trail of a person", (page) => page.goto(`${url}/case/X100002/trail`)];
  yield ["trail of nobody", (page) => page.goto(`${url}/case/X100006/trail`)];
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const language of ["en", "cy"]) {
    const skip = Boolean(process.env.WEB_SHORT) && (size !== "desktop" || language !== "en");
    test(`every page, ${size}, ${language}`, { skip }, async () => {
      const page = await (await browser.newContext({ viewport })).newPage();
      const wrong = complaints(page);
      await page.goto(`${host.url}/sign-in?lang=${language}`);
      let looked = 0;
      const look = async (name) => {
        await page.waitForTimeout(50);
        assert.deepEqual(await axeOn(page), [], `${name}: axe`);
        assert.equal(await overflow(page), 0, `${name}: wider than its window`);
        assert.equal(await page.evaluate(() => document.documentElement.lang), language, name);
        const mine = wrong.splice(0).filter((each) => !/status of 404/.test(each));
        assert.deepEqual(mine, [], `${name}: complaints`);
        looked++;
      };
      await look("sign in");
      await signIn(page, host.url, "Olive Officer");
      for (const [name, reach] of practitionerPages(host.url)) {
        await reach(page);
        await look(name);
      }
      const olive = await new Visitor(host.url).signIn("olive");
      const decision = await olive.decide("X100002", "home visit");
      assert.match(decision, /^\/decision\//);
      for (const name of ["decision that waits", "outcome", "outcome, errors"]) {
        if (name === "outcome, errors") await go(page);
        else await page.goto(host.url + decision + (name === "outcome" ? "/outcome" : ""));
        await look(name);
      }
      await signIn(page, host.url, "Sam Senior");
      for (const [name, reach] of seniorPages(host.url)) {
        await reach(page);
        await look(name);
      }
      await signIn(page, host.url, "Ari Auditor");
      for (const [name, reach] of auditorPages(host.url)) {
        await reach(page);
        await look(name);
      }
      console.log(`${looked} pages, ${size}, ${language}: axe 0`);
    });
  }
}

test("control: a radio without a label, a wide page and an inline script are found", async () => {
  const page = await (await browser.newContext({ viewport: sizes.phone })).newPage();
  const wrong = complaints(page);
  await page.goto(`${host.url}/sign-in`);
  await page.evaluate(() => {
    document.querySelector("main label").remove();
    const wide = document.createElement("div");
    wide.style.width = "400px";
    wide.textContent = "wide";
    document.querySelector("main").append(wide);
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
  });
  assert.ok((await axeOn(page)).some((each) => each.startsWith("label:")), "axe sees it");
  assert.ok(await overflow(page) > 0, "the width is seen");
  assert.equal(await page.evaluate(() => window.ran), undefined, "an inline script does not run");
  assert.ok(wrong.some((each) => /Content.Security.Policy/i.test(each)), "and the browser says so");
});
