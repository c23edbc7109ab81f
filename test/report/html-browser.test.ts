import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { isMissing, toolPath } from "../support/tools.ts";
import { HOSTILE, pageOf, renamed, sampleReport } from "../support/pages.ts";
import { inFolder } from "../support/submission.ts";

/** The HTML report in a browser: what the page does, and what it must never do. Skipped, and counted, where there is no Chromium. */

/** What the functions that run in the page use of it: the tests know no types of a page. */
declare const document: {
  documentElement: { scrollWidth: number; clientWidth: number };
  createElement(name: string): { textContent: string };
  body: { append(child: unknown): void };
  querySelectorAll(selector: string): Iterable<{ open: boolean }>;
};

describe.skipIf(isMissing("chromium"))("in a browser", () => {
  let browser: Browser;
  let one: Report;
  let three: Report;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: toolPath("chromium") ?? "", args: ["--no-sandbox"] });
    one = await sampleReport("non-compliant", "2010-12-31");
    three = await sampleReport("three-agencies.xlsx", "2010-12-31");
  }, 60_000);
  afterAll(() => browser.close());

  const WAIT = { timeout: 10_000 };
  const shown = (page: Page): Promise<string> => page.locator("#shown").innerText();
  const rows = (page: Page): Promise<string[]> => page.locator("#rows tr").allInnerTexts();

  /** Opens a report as somebody would who got it by mail; fails for a message on the console and for any request that leaves the page. */
  async function opened(report: Report, work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    await inFolder(async (folder) => {
      const file = path.join(folder, "report.html");
      writeFileSync(file, await pageOf(report));
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const said: string[] = [];
      const page = await context.newPage();
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(error.message));
      page.on("request", (request) => { if (request.url() !== pathToFileURL(file).href) said.push(request.url()); });
      try {
        await page.goto(pathToFileURL(file).href);
        await expect.poll(() => shown(page), WAIT).toMatch(/\d/);
        await work(page);
        expect(said).toEqual([]);
      } finally {
        await context.close();
      }
    });
  }

  test("results are searched, filtered and put in order", async () => {
    await opened(one, async (page) => {
      const all = one.agencies[0]?.results ?? [];
      expect(await shown(page)).toBe(`共 ${all.length} 项`);
      await page.selectOption("#f-status", "not-assessed");
      await expect.poll(() => page.locator("#rows tr").count(), WAIT).toBe(all.filter(({ status }) => status === "not-assessed").length);
      await page.selectOption("#f-status", "");
      await page.selectOption("#f-severity", "error");
      await page.selectOption("#f-rule", "SZ08-supervisor-ratio");
      await expect.poll(() => page.locator("#rows tr").count(), WAIT).toBe(1);
      expect((await rows(page))[0]).toContain("尚缺督导 1 名");
      await page.click("button[type=reset]");
      await page.fill("#f-person", "顾行之");
      await expect.poll(() => page.locator("#rows tr").count(), WAIT).toBe(all.filter(({ subject }) => subject.type === "person" && subject.name === "顾行之").length);
      await page.fill("#f-person", "");
      await page.fill("#q", "没有这样的结果");
      await expect.poll(() => page.locator("#rows tr").count(), WAIT).toBe(0);
      expect(await shown(page)).toBe(`0 项，共 ${all.length} 项`);
      await page.click("button[type=reset]");
      await expect.poll(() => shown(page), WAIT).toBe(`共 ${all.length} 项`);
      await page.click('[data-order="person"]');
      expect(await page.locator('th[aria-sort="ascending"]').count()).toBe(1);
      await page.click('[data-order="person"]');
      expect(await page.locator('th[aria-sort="descending"]').count()).toBe(1);
      await page.click("#later");
      expect(await page.locator("#page").innerText()).toMatch(/^2 \//);
    });
  });

  test("a finding opens down to its numbers, its rows and the policy's parameters, by the keyboard alone", async () => {
    await opened(one, async (page) => {
      const details = page.locator("article", { hasText: "尚缺督导 1 名" }).locator("details").first();
      await details.locator("summary").focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => details.getAttribute("open")).not.toBeNull();
      const text = await details.innerText();
      for (const part of ["上限", "14", "30", "G6"]) expect(text).toContain(part);
    });
  });

  test("speaks both languages, and its title with it", async () => {
    await opened(three, async (page) => {
      expect(await page.locator("h1").innerText()).toBe("检查报告");
      await page.click("#language");
      expect(await page.locator("h1").innerText()).toBe("Audit report");
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      expect(await page.title()).not.toMatch(/检查/);
      expect(await page.locator("#f-status option").first().innerText()).toBe("all");
      // What stands in the page in Chinese now is names of the data.
      expect(await page.locator(':visible[lang="zh-CN"]:not(#language)').count()).toBe(0);
    });
  });

  test("agencies are put in order by their ratio", async () => {
    await opened(three, async (page) => {
      const names = (): Promise<string[]> => page.locator("#overview table tbody tr").allInnerTexts();
      const before = await names();
      await page.locator("#overview table th button").last().click();
      expect((await names()).length).toBe(before.length);
      expect(new Set(await names())).toEqual(new Set(before));
    });
  });

  test.each([["light", "everything", ""], ["dark", "contrasts", ', { runOnly: ["color-contrast"] }']] as const)("an accessibility checker finds nothing, %s: %s", async (colorScheme, _, options) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    await opened(one, async (page) => {
      await page.evaluate(() => { for (const each of [...document.querySelectorAll("details")].slice(0, 30)) each.open = true; });
      await page.evaluate(axe);
      expect(await page.evaluate(`axe.run(document${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`)).toEqual([]);
    }, { colorScheme, bypassCSP: true });
  }, 60_000);

  test("no name makes it run anything", async () => {
    const people = one.agencies[0]?.people ?? [];
    expect(people.length).toBeGreaterThan(HOSTILE.length);
    const hostile = HOSTILE.reduce((report, name, i) => renamed(report, people[i]?.name ?? "", name), one);
    await opened(hostile, async (page) => {
      for (const name of HOSTILE.slice(0, 6)) {
        await page.fill("#f-person", name.slice(0, 5));
        await page.waitForTimeout(150);
      }
      expect(await page.title()).not.toContain("taken");
      expect(await page.locator("main img, main script, #rows svg[onload]").count()).toBe(0);
    });
  });

  test("script that got in would not run", async () => {
    const taken = opened(one, async (page) => {
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = 'document.title = "taken"';
        document.body.append(script);
      });
      await page.waitForTimeout(200);
      expect(await page.title()).not.toBe("taken");
    });
    // The refusal is said on the console, and nothing else is.
    const { actual } = await taken.then(() => ({ actual: null as unknown }), (error: unknown) => error as { actual: unknown });
    expect(JSON.stringify(actual)).toMatch(/Content Security Policy/);
  });

  test.each([390, 768, 1280])("nothing is wider than a screen of %i", async (width) => {
    await opened(three, async (page) => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    }, { viewport: { width, height: 844 } });
  });

  test("prints on A4 with page numbers, every failure, and lines to sign on", async () => {
    await opened(one, async (page) => {
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      const text = pdf.toString("latin1");
      // 210 × 297 mm.
      expect(text).toMatch(/\/MediaBox \[0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\]/);
      expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(5);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".signature").last().innerText()).toMatch(/检查人[\s\S]*被检单位负责人/);
      expect(await page.locator("nav:visible, button:visible, #results:visible").count()).toBe(0);
      for (const { status, message } of one.agencies[0]?.results ?? []) if (status === "fail") expect(await page.locator("main").innerText()).toContain(message.zh.slice(0, 40));
    });
  }, 60_000);
});
