// The host under test, as its description tells it: a module that WEB_HOST names, else the example
// host in C++. It runs already at WEB_URL, or the description starts it with an empty store.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser, sizes } from "../browser.js";

const file = process.env.WEB_HOST ? resolve(process.env.WEB_HOST) : resolve(import.meta.dirname, "../hosts/web.js");
export const described = (await import(pathToFileURL(file))).default;

export async function openKit() {
  const running = process.env.WEB_URL?.replace(/\/$/, "");
  const host = running ? { url: running, stop: async () => {} } : await described.start();
  const browser = await openBrowser();
  return {
    url: host.url,
    // A page of somebody who is signed in; nobody where no account is named.
    async page(account, options = {}) {
      const context = await browser.newContext({ viewport: sizes.desktop, ...options });
      const page = await context.newPage();
      if (account) await described.signIn(page, host.url, account);
      return page;
    },
    // Opens a case and begins to arrange a contact.
    async arrange(page, crn) {
      await page.goto(host.url + described.paths.case(crn));
      await page.locator(described.at.arrange).first().click();
      await page.waitForURL(described.paths.draft);
    },
    async stop() { await browser.close(); await host.stop(); },
  };
}

// Goes on to the next page, and past an interruption.
export async function goOn(page) {
  await page.locator(described.at.next).first().click();
  await page.waitForLoadState();
  if (described.paths.before.test(page.url())) await page.locator(described.at.goOn).click();
}

// Does it, and waits for the advice that follows.
export async function settled(page, act) {
  const endpoint = await page.locator("contact-mode-advice").getAttribute("endpoint");
  const answer = page.waitForResponse((each) => new URL(each.url()).pathname === endpoint);
  await act();
  await (await answer).finished();
  await page.waitForTimeout(30);
}
export const modeIs = (mode) => `input[name=mode][value="${mode}"]`;

// The form that a part of the page stands in: where it is posted, and what a browser posts.
export function formOf(page, selector) {
  return page.locator(selector).first().evaluate((part) => {
    const form = part.closest("form");
    return { path: new URL(form.action).pathname, fields: [...new FormData(form)] };
  });
}

// What somebody sends who has a page's cookies and no browser; follows nothing.
export async function visitorOf(page) {
  const url = new URL(page.url()).origin;
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const send = (path, options) => fetch(url + path, {
    redirect: "manual", ...options, headers: { Cookie: cookies, ...options.headers },
  });
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    // `fields`: those of a form, with others in their place.
    post: (path, fields, others = {}, headers = {}) => {
      const body = new URLSearchParams(fields);
      for (const [name, value] of Object.entries(others)) body.set(name, value);
      return send(path, {
        method: "POST", body, headers: { Origin: url, "Sec-Fetch-Site": "same-origin", ...headers },
      });
    },
  };
}
