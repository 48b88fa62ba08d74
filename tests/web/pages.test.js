// The pages that the example host alone has, at two widths and in two languages: what axe finds,
// whether they fit, and what the browser complains of. Those of any host are in kit/pages.test.js.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeOn, complaints, openBrowser, overflow, signIn, sizes } from "./browser.js";
import { Visitor, startHost } from "./host.js";

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const primary = (page) => page.locator("main button[data-prevent-double-click]").first();
const go = async (page) => { await primary(page).click(); await page.waitForLoadState(); };

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
    test(`every page, ${size}, ${language}`, { skip }, async (t) => {
      // Of its own, since an approval that one round gave is not asked for in the next.
      const host = await startHost();
      t.after(() => host.stop());
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
      await signIn(page, host.url, "Olive Officer");
      const olive = await new Visitor(host.url).signIn("olive");
      const decision = await olive.decide("X100002", "home visit");
      assert.match(decision, /^\/decision\//);
      const paths = {
        "decision that waits": decision, outcome: `${decision}/outcome`, "outcome, errors": null,
        "case with a decision": "/case/X100002", contacts: "/case/X100002/contacts",
      };
      for (const [name, path] of Object.entries(paths)) {
        if (path) await page.goto(host.url + path);
        else await go(page);
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
