// The page in a real browser.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, ROOT, serve } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const REFUSED = `> USER alice
< 331 Please specify the password.
> PASS Hunter2!x
< 530 Login incorrect.
> QUIT
< 221 Goodbye.
`;
const WORKS = `*welcome* '220 ProFTPD'
*cmd* 'AUTH TLS'
*resp* '234 go'
*cmd* 'USER alice'
*resp* '331 go on'
*cmd* 'PASS ********'
*resp* '230 in'
`;
const TLS_REQUIRED = "*welcome* '220 ProFTPD'\n*cmd* 'USER alice'\n*resp* '550 SSL/TLS required on the control channel'\n";

let site, chromium;
before(async () => [site, chromium] = await Promise.all([serve(), browser()]));
after(() => Promise.all([chromium.close(), site.close()]));

/** Opens a new page and records its every request and error. */
async function open(path = "/", options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.requests = [];
  page.errors = [];
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  await page.goto(site.address + path);
  return page;
}

/** Pastes as a person does, by a clipboard event. */
async function paste(page, text, selector = "#paste") {
  await page.focus(selector);
  await page.evaluate(([selector, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    const area = document.querySelector(selector);
    if (area.dispatchEvent(event)) {
      area.setRangeText(text);
    }
  }, [selector, text]);
}

const found = (page) => page.waitForSelector("#result:not([hidden]) .cause", { timeout: 60_000 });
const text = (page, selector) => page.locator(selector).innerText();

async function audit(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" ")}`);
}

test("a paste is read, its secrets hidden, the line marked that shows it", async () => {
  const page = await open();
  await paste(page, REFUSED);
  await found(page);
  assert.match(await text(page, ".cause"), /password/i);
  assert.equal(await text(page, ".lines .marked mark"), "< 530 Login incorrect.");
  assert.match(await text(page, ".lines"), /PASS \*\*\*/);
  assert.ok(!(await page.content()).includes("Hunter2"), "the password is on the page");
  assert.equal(await page.inputValue("#paste"), "");
  assert.ok((await page.locator("#diagnosis ol li").count()) > 0);
  assert.match(await text(page, ".letter"), /Login incorrect/);
  // The ladder breaks at the refusal, and leads to its line.
  assert.match(await text(page, ".ladder .broke"), /530 Login incorrect\.\s*It broke here/);
  await page.click(".ladder .broke a");
  assert.equal(await text(page, ".lines .here mark"), "< 530 Login incorrect.");
  await page.click("#again");
  // The text in the field comes from the worker.
  await page.waitForSelector("#paste-form:not([hidden])");
  assert.match(await page.inputValue("#paste"), /PASS \*\*\*/);
  assert.deepEqual(page.errors, []);
});

test("one reply, typed, by the keyboard alone", async () => {
  const page = await open();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  for (let presses = 0; presses < 9 && (await page.evaluate(() => document.activeElement.id)) !== "paste"; presses += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("530 Login incorrect.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await found(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "headline");
  assert.equal(await text(page, ".lines .marked mark"), "530 Login incorrect.");
});

test("what differs from a second log, and what explains it", async () => {
  const page = await open();
  await paste(page, TLS_REQUIRED);
  await found(page);
  await paste(page, WORKS, "#second");
  await page.waitForSelector("#comparison table");
  assert.match(await text(page, "#comparison h3"), /explains why the first log failed/);
  assert.match(await text(page, "#comparison table"), /TLS on the control connection\s+none\s+AUTH TLS/);
  assert.equal(await page.getAttribute("#comparison a", "href"), "tls_required/");
});

test("a file that is dropped, and one that is chosen", async () => {
  const page = await open();
  const drop = (selector, log) => page.evaluate(([selector, log]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([log], "ftp.log"));
    const fire = (name) => document.querySelector(selector).dispatchEvent(
      new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
    ["dragenter", "dragover", "drop"].forEach(fire);
  }, [selector, log]);
  await drop("main", TLS_REQUIRED);
  await found(page);
  assert.match(await text(page, ".cause"), /encrypted/);
  await drop("#compare", WORKS);
  await page.waitForSelector("#comparison table");
  assert.equal(await page.evaluate(() => document.body.classList.contains("dropping")), false);
  await page.click("#again");
  const wide = Buffer.from(`\ufeff${REFUSED}`, "utf16le");
  await page.setInputFiles("#file", { name: "log.txt", mimeType: "text/plain", buffer: wide });
  await found(page);
  await page.waitForFunction(() => document.querySelector(".lines mark")?.textContent === "< 530 Login incorrect.");
});

test("nothing is asked of the network once the page is there, and nothing can be", async () => {
  const page = await open();
  await page.waitForLoadState("networkidle");
  const before = page.requests.length;
  const served = site.asked.length;
  await paste(page, REFUSED);
  await found(page);
  const later = page.requests.slice(before).filter((url) => !url.startsWith("blob:"));
  assert.deepEqual(later, []);
  assert.equal(site.asked.length, served);
  assert.ok(page.requests.every((url) => url.startsWith(site.address) || url.startsWith("blob:")), String(page.requests));
  // Neither the page itself nor a worker like its own may send anything.
  const tries = await page.evaluate(async () => {
    const refused = (act) => act().then(() => "sent", () => "refused");
    const inWorker = () => new Promise((resolve) => {
      const program = "fetch(location.origin + '/leak').then(() => postMessage('sent'), () => postMessage('refused'))";
      const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })), { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
    });
    const beacon = navigator.sendBeacon("/leak") ? "sent" : "refused";
    return [await refused(() => fetch("/leak")), await inWorker(), beacon];
  });
  assert.deepEqual(tries.slice(0, 2), ["refused", "refused"]);
  await page.waitForTimeout(300);
  assert.ok(!site.asked.includes("/leak"), "something was sent");
});

test("ten megabytes do not stop the page", { timeout: 300_000 }, async () => {
  const page = await open();
  const noise = Array.from({ length: 115_000 }, (_, at) =>
    `2026-01-31 12:00:${String(at % 60).padStart(2, "0")},123 INFO worker[${at % 8}]: processed item ${at} of queue 'files' in 12 ms`);
  const log = `${noise.join("\n")}\n${REFUSED}`;
  assert.ok(log.length > 9_500_000 && log.length < 12_000_000, String(log.length));
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
    }, 20);
  });
  await page.setInputFiles("#file", { name: "big.log", mimeType: "text/plain", buffer: Buffer.from(log) });
  await page.waitForFunction(() => /Reading 1\d MB/.test(document.querySelector("#status").textContent));
  // Until here, the time was the test's own, putting ten megabytes into the page.
  await page.evaluate(() => window.longest = 0);
  await page.waitForSelector("#result:not([hidden]) .cause", { timeout: 240_000 });
  assert.equal(await text(page, ".lines .marked mark"), "< 530 Login incorrect.");
  const longest = await page.evaluate(() => window.longest);
  console.log(`the longest that the page did not answer: ${Math.round(longest)} ms`);
  assert.ok(longest < 1000, `${longest} ms`);
  assert.ok((await page.locator(".lines li").count()) < 400);
  await page.click("text=Show lines above");
  await page.waitForFunction(() => document.querySelectorAll(".lines li").length > 200);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [375, 1280]) {
    test(`accessible and as wide as the screen: ${width} pixels, ${colorScheme}`, async () => {
      const page = await open("/", { viewport: { width, height: 800 }, colorScheme });
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const [red] = background.match(/\d+/g).map(Number);
      assert.equal(red > 128, colorScheme === "light", background);
      assert.deepEqual(await audit(page), []);
      assert.ok(await fits());
      await paste(page, TLS_REQUIRED);
      await found(page);
      await paste(page, WORKS, "#second");
      await page.waitForSelector("#comparison table");
      assert.deepEqual(await audit(page), []);
      assert.ok(await fits());
      for (const path of ["/530/", "/tls_required/", "/codes/", "/logs/"]) {
        await page.goto(site.address + path);
        assert.deepEqual(await audit(page), [], path);
        assert.ok(await fits(), path);
      }
      await page.context().close();
    });
  }
}

test("the package in a browser", async () => {
  const page = await open("/empty");
  const cause = await page.evaluate(async () => {
    const { default: init, diagnose } = await import("/package/ftp_wasm.js");
    await init();
    return diagnose("530 Login incorrect.").causes[0].cause;
  });
  assert.equal(cause, "wrong_credentials");
});

test("the reference is readable without scripts, and has every code and cause", async () => {
  const page = await open("/530/", { javaScriptEnabled: false });
  assert.match(await text(page, "h1"), /530: not logged in/);
  await page.click("main a[href='../wrong_credentials/']");
  assert.match(await text(page, "main"), /What to check, in this order/);
  const pages = readdirSync(join(ROOT, "target/wasm/page"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const html = pages.map(({ name }) => readFileSync(join(ROOT, "target/wasm/page", name, "index.html"), "utf8"));
  assert.ok(pages.length > 150, String(pages.length));
  assert.ok(html.every((one) => !one.includes("<script") && one.includes("default-src 'none'")));
});
