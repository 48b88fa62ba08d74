// Each page in each state, at two widths and in every language: what axe finds, whether it fits, and
// what the browser complains of.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeOn, complaints, overflow, sizes } from "../browser.js";
import { described, modeIs, openKit, settled } from "./host.js";

const { accounts, at, cases, dates, errorTitle, languages, modes, paths } = described;
let kit;
before(async () => { kit = await openKit(); });
after(async () => { await kit?.stop(); });

const next = async (page) => {
  await page.locator(at.next).first().click();
  await page.waitForLoadState();
};

// The pages of one way through, each as it comes: [name, how to get there].
function* pages(page) {
  yield ["cases", () => page.goto(kit.url + paths.cases)];
  yield ["not there", () => page.goto(kit.url + paths.nowhere)];
  yield ["case", () => page.goto(kit.url + paths.case(cases.outside))];
  yield ["arrange, nothing chosen", () => kit.arrange(page, cases.outside)];
  yield ["arrange, errors", async () => {
    await next(page);
    assert.match(await page.title(), errorTitle);
  }];
  yield ["arrange, outside policy", () =>
    settled(page, () => page.locator(modeIs(modes.remote)).check())];
  yield ["interruption", () => next(page)];
  yield ["reason", () => page.locator(at.goOn).click()];
  yield ["reason, errors", async () => {
    await next(page);
    assert.match(await page.title(), errorTitle);
  }];
  yield ["check", async () => {
    await page.locator(at.code).first().check();
    await page.locator(at.words).fill("On nights until Friday.");
    if (at.promise) {
      await page.locator(at.promise.what).selectOption(modes.inPerson);
      await page.locator(at.promise.by).fill(dates.later);
    }
    await next(page);
    await page.waitForURL(paths.check);
  }];
  yield ["decision", async () => {
    await next(page);
    await page.waitForURL(paths.decision);
  }];
  for (const crn of [cases.asks, ...cases.more, cases.unreadable].filter(Boolean)) {
    yield [`arrange, ${crn}`, () => kit.arrange(page, crn)];
    yield [`arrange, ${crn}, a remote contact`, async () => {
      await page.locator(modeIs(modes.remote)).check();
      await page.waitForTimeout(300);
    }];
  }
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const language of languages) {
    const skip = Boolean(process.env.WEB_SHORT) && (size !== "desktop" || language !== languages[0]);
    test(`every page, ${size}, ${language}`, { skip }, async () => {
      const page = await kit.page(null, { viewport });
      const wrong = complaints(page);
      let looked = 0;
      const look = async (name) => {
        await page.waitForTimeout(50);
        assert.deepEqual(await axeOn(page), [], `${name}: axe`);
        assert.equal(await overflow(page), 0, `${name}: wider than its window`);
        assert.equal(await page.evaluate(() => document.documentElement.lang), language, name);
        // What is not there, and advice that cannot be given, are failures on purpose.
        const mine = wrong.splice(0).filter((each) => !/status of (404|503)/.test(each));
        assert.deepEqual(mine, [], `${name}: complaints`);
        looked++;
      };
      await described.speak(page, kit.url, language);
      await look("before anybody is signed in");
      await described.signIn(page, kit.url, accounts.one);
      for (const [name, reach] of pages(page)) {
        await reach();
        await look(name);
      }
      console.log(`${looked} pages, ${size}, ${language}: axe 0`);
    });
  }
}

test("control: a radio without a label, a wide page and an inline script are found", async () => {
  const page = await kit.page(accounts.other, { viewport: sizes.phone });
  const wrong = complaints(page);
  await kit.arrange(page, cases.agreed);
  await page.evaluate(() => {
    document.querySelector("label[for=mode]").remove();
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
