// How a session ends: with a warning that extends it, and with nothing lost.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, signIn } from "./browser.js";
import { Visitor, startHost } from "./host.js";

const IDLE = 10; // seconds; what takes an hour takes ten here
const skip = Boolean(process.env.WEB_URL);
let host, browser;
before(async () => {
  if (skip) return;
  host = await startHost("--idle", String(IDLE));
  browser = await openBrowser();
});
after(async () => { await browser?.close(); await host?.stop(); });

const seconds = (n) => new Promise((done) => setTimeout(done, 1000 * n));

// They wait, so they wait together.
describe("the end of a session", { concurrency: 3, skip }, () => {
  test("a session ends when it is not used, and not before", async () => {
    const used = await new Visitor(host.url).signIn("olive");
    const idle = await new Visitor(host.url).signIn("olive");
    const draft = await idle.arrange("X100005");
    await idle.post(`${draft}/advice`, { date: "25/11/2026", role: "counts", mode: "telephone" });
    for (let n = 0; n < 3; n++) {
      await seconds(IDLE / 2 - 0.5);
      assert.equal((await used.post("/stay")).status, 204);
    }
    assert.equal((await used.get("/cases")).status, 200, "control: the one that was used");
    assert.match((await idle.get("/cases")).headers.get("location"), /^\/sign-in/);
    const post = await idle.post(draft, { mode: "office" });
    assert.equal(post.headers.get("location"), "/sign-in?ended=1", "what is posted is not taken");
    await idle.signIn("olive");
    assert.equal(await idle.arrange("X100005"), draft, "the same draft");
    assert.match(await (await idle.get(draft)).text(), /value="25\/11\/2026"/, "as it was");
  });

  test("a session that was signed out of is worth nothing", async () => {
    const visitor = await new Visitor(host.url).signIn("sam");
    const cookie = visitor.cookies;
    const cases = () => fetch(`${host.url}/cases`, { redirect: "manual", headers: { Cookie: cookie } });
    assert.equal((await cases()).status, 200, "control");
    await visitor.post("/sign-out");
    assert.equal((await cases()).headers.get("location"), "/sign-in");
    const page = await (await visitor.get("/sign-in")).text();
    assert.match(page, /anybody can sign in as anybody/, "the stub says that it is one");
  });

  test("the warning can be answered by keyboard, and the session goes on", async () => {
    const page = await (await browser.newContext()).newPage();
    await signIn(page, host.url, "Pat Practitioner");
    assert.match(await page.locator("footer").textContent(), /signed out after 1 minutes? without/);
    assert.equal(await page.evaluate(() => document.cookie), "", "no script reads the session");
    const dialog = page.locator("session-end dialog");
    assert.ok(await dialog.isHidden(), "not at once");
    await dialog.waitFor({ state: "visible" });
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Stay signed in");
    const stay = page.waitForResponse((each) => each.url().endsWith("/stay"));
    await page.keyboard.press("Enter");
    assert.equal((await stay).status(), 204);
    await dialog.waitFor({ state: "hidden" });
    await seconds(IDLE / 2 - 1);
    assert.match(page.url(), /\/cases$/);
    // Nobody answers now: the page of the person does not stay on the screen.
    await page.waitForURL(/\/sign-in\?ended=1$/, { timeout: 3000 * IDLE });
    assert.match(await page.locator("main").textContent(), /You were signed out/);
  });

  test("a second tab that is used keeps the first signed in", async () => {
    const context = await browser.newContext(), first = await context.newPage();
    await signIn(first, host.url, "Sam Senior");
    const second = await context.newPage();
    for (let n = 0; n < 3; n++) {
      await seconds(IDLE / 2 - 1.5);
      await second.goto(`${host.url}/cases`);
    }
    assert.match(first.url(), /\/cases$/);
    assert.ok(await first.locator("session-end dialog").isHidden());
  });
});
