// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The watch in a hub of the built distribution: what it measures, and what people do with it on its pages. */
class WatchIT {
    private static final int PHONE = 390;

    @TempDir
    static Path folder;

    private static HubProcess hub;

    @BeforeAll
    static void open() {
        hub = new HubProcess(folder.resolve("hub")).start().login();
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void thePagesShowWhatIsMeasuredAndWhatPeopleDoWithIt() {
        assumeTrue(Browser.isHere(), "no browser here: apt-get install chromium chromium-driver");
        // Not in its first minute, and then at the next full one.
        Eventually.until(Duration.ofMinutes(3), "the hub was looked at", () -> names().contains("health:store"));
        try (Browser browser = new Browser(
                folder.resolve("profile"), hub.url(), Path.of(System.getProperty("java.io.tmpdir"), "pictures"))) {
            browser.begin(session());

            browser.open("monitor?name=storage:data");
            browser.awaitText("sl-drawer", "异常处理措施");
            browser.find("canvas");
            browser.press(Keys.ESCAPE);
            browser.until("the drawer is shut", () -> !browser.sees("sl-drawer"));
            settled(browser, "monitor");

            browser.open("incidents");
            browser.click(".head sl-button");
            browser.type("三号线的扫码枪收不到消息", "huitong-incidents-editor", "sl-input[name=title]", "input");
            browser.click("huitong-incidents-editor", "sl-button.save");
            browser.awaitText("table", "扫码枪");
            browser.click("button.name");
            browser.type("更换了网线，以后每季度检查", "form:last-of-type sl-textarea", "textarea");
            browser.click("form:last-of-type sl-button");
            browser.awaitText("sl-drawer", "已关闭");
            browser.press(Keys.ESCAPE);
            browser.until("the drawer is shut", () -> !browser.sees("sl-drawer"));
            settled(browser, "incidents");

            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(get("/api/v1/incidents?state=closed").toString()).contains("扫码枪");
    }

    /**
     * Somebody lays down that no complaint is normal, and somebody complains from a phone: within two looks that is a
     * breach, an incident, and known on the wall; it is worked on and closed in English, and the day's report counts both.
     */
    @Test
    void aComplaintIsABreachAndAnIncidentThatIsClosed() {
        assumeTrue(Browser.isHere(), "no browser here: apt-get install chromium chromium-driver");
        Eventually.until(Duration.ofMinutes(3), "the hub was looked at", () -> names().contains("complaints"));
        try (Browser browser = new Browser(
                folder.resolve("other"), hub.url(), Path.of(System.getProperty("java.io.tmpdir"), "pictures"))) {
            browser.begin(session());

            browser.open("monitor?name=complaints");
            browser.awaitText("sl-drawer", "用户投诉");
            browser.click("sl-drawer", "sl-button[variant=primary]");
            for (String limit : List.of("near", "norm")) {
                String[] field = {"huitong-monitor-norm", "sl-input[name=" + limit + "]", "input"};
                browser.find(field).sendKeys(Keys.chord(Keys.CONTROL, "a"), "0");
            }
            browser.click("huitong-monitor-norm", "sl-button.save");
            browser.until(
                    "the norm is kept",
                    () -> get("/api/v1/monitor/norms").toString().contains("\"version\":1"));

            browser.size(PHONE, 844);
            browser.open("complaints");
            browser.type("消息总是晚到五分钟", "form sl-textarea", "textarea");
            browser.click("form sl-button[type=submit]");
            browser.awaitText("ul", "消息总是晚到五分钟");
            settled(browser, "complaints");

            Eventually.until(
                    Duration.ofMinutes(4),
                    "the breach is an incident",
                    () -> get("/api/v1/incidents?state=open").toString().contains("\"complaints\""));
            browser.open("wall");
            browser.awaitText(".tiles", "用户投诉");
            browser.until("the wall shows the breach", () -> browser.sees(".tile.bad"));
            browser.picture("watch-wall");
            assertThat(browser.text("")).doesNotContain("消息总是晚到");

            browser.click("sl-button[lang=en]");
            browser.open("incidents");
            browser.awaitText("table", "Complaints beyond its norm: 1 (normal ≤ 0)");
            browser.click("button.name");
            browser.awaitText("sl-drawer", "role:system-admin");
            browser.type("answered in person", "form:first-of-type sl-textarea", "textarea");
            browser.click("form:first-of-type sl-button");
            browser.awaitText("sl-drawer", "answered in person");
            browser.type("the way out was too narrow; widened", "form:last-of-type sl-textarea", "textarea");
            browser.click("form:last-of-type sl-button");
            browser.awaitText("sl-drawer", "closed");
            browser.press(Keys.ESCAPE);
            browser.until("the drawer is shut", () -> !browser.sees("sl-drawer"));

            String today = get("/api/v1/monitor/gaps").path("day").asText();
            browser.open("documents?name=daily-report&from=" + today + "&to=" + today);
            browser.awaitText("", "Received");
            assertThat(browser.execute(
                            "return fetch('/api/v1/documents/daily-report.xlsx?from=" + today + "&to=" + today
                                    + "').then((answer) => answer.arrayBuffer()).then((bytes) => new TextDecoder('latin1')"
                                    + ".decode(bytes.slice(0, 2)))"))
                    .isEqualTo("PK");
            browser.click("sl-button[lang=zh-CN]");
            browser.awaitText("huitong-menu", "运行监控");
            assertThat(browser.complaints()).isEmpty();
        }
        String today = get("/api/v1/monitor/gaps").path("day").asText();
        String report = get("/api/v1/documents/daily-report.json?lang=zh&from=" + today + "&to=" + today)
                .path("rows")
                .toString();
        assertThat(report).contains("\"投诉\",\"当日收到\",null,1.0", "\"用户投诉\",null,1.0,null,\"≤ 0\",\"异常\"");
    }

    /** By day, by night and on a phone. */
    private static void settled(Browser browser, String name) {
        browser.until("it has settled", () -> !browser.sees("sl-spinner"));
        browser.picture("watch-" + name);
        assertThat(browser.barriers()).as(name).isEmpty();
        browser.press("t");
        browser.find("html.sl-theme-dark");
        assertThat(browser.barriers()).as(name + " in the dark").isEmpty();
        browser.size(PHONE, 844);
        browser.until("the menu is folded away", () -> !browser.sees("huitong-menu"));
        browser.picture("watch-" + name + "-phone");
        assertThat((Long) browser.execute("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(PHONE);
        browser.size(1440, 900);
        browser.press("t");
        browser.find("html:not(.sl-theme-dark)");
    }

    private static List<String> names() {
        return get("/api/v1/monitor").path("items").findValuesAsText("name");
    }

    private static String session() {
        return hub.session("admin").cookie();
    }

    private static JsonNode get(String path) {
        return hub.get(path);
    }
}
