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
        assertThat(get("/api/v1/incidents?state=closed").path("items")).hasSize(1);
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
