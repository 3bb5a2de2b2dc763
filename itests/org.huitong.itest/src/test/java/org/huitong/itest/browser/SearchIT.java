// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Search in a hub of the built distribution: by its API, over a crash, without its bundle, and on the page. */
class SearchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static HubProcess hub;
    private static EchoSender company;

    @BeforeAll
    static void open() throws IOException {
        hub = new HubProcess(folder.resolve("hub")).start().login();
        turn("echo", true);
        company = new EchoSender(hub, "acme", UUID.randomUUID().toString()).register();
        Eventually.until("a first message is taken", () -> say("first", "早上好，今天的排产表已更新") == 200);
        assertThat(say("contract", "请王总审批采购合同HT-2026-0187，金额1,500元")).isEqualTo(200);
        assertThat(say("lunch", "午饭吃什么？")).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void findsWhatWasSaidJustNowAndSaysWhere() {
        assertThat(say("now", "新的采购计划已发")).isEqualTo(200);
        JsonNode found = search("采购");
        assertThat(texts(found)).containsExactly("新的采购计划已发", "请王总审批采购合同HT-2026-0187，金额1,500元");
        assertThat(found.at("/items/0/highlights").toString()).isEqualTo("[{\"field\":\"text\",\"from\":2,\"to\":4}]");
        assertThat(texts(search("採購 ht-2026-0187"))).hasSize(1);
        JsonNode none = search("没有人写过");
        assertThat(none.get("items")).isEmpty();
        assertThat(none.at("/explanation/zh").asText()).contains("您可以查看");
        assertThat(none.at("/explanation/en").asText()).contains("You may see");
        assertThat(hub.send("GET", "/api/v1/messages?text=%EF%BC%8C", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void goesAwayAndComesBack() throws IOException {
        turn("search", false);
        HttpResponse<String> without = hub.send("GET", path("采购"), "");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("search-not-installed");
        assertThat(say("away", "搜索不在时说的话")).isEqualTo(200);
        turn("search", true);
        Eventually.until(
                "search is back", () -> hub.send("GET", path("不在时"), "").body().contains("搜索不在时说的话"));
    }

    /** Nothing is said after the hub has died: what it had read must be found all the same. */
    @Test
    void aCrashAndALostIndexAreMadeUpForWhileNobodySpeaks() throws IOException {
        assertThat(say("crash", "断电之前的最后一句")).isEqualTo(200);
        assertThat(texts(search("断电之前"))).hasSize(1);
        hub.kill();
        hub.start();
        Eventually.until("it is found again", () -> texts(search("断电之前")).size() == 1);
        hub.stop();
        try (Stream<Path> files = Files.walk(hub.data().resolve("search"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        hub.start();
        Eventually.until(
                "it is read up",
                () -> texts(search("断电之前")).size() == 1 && texts(search("午饭")).size() == 1);
        assertThat(search("午饭").has("explanation")).isFalse();
    }

    @Test
    void isUsedOnThePage() {
        assumeTrue(Browser.isHere(), "no browser here: apt-get install chromium chromium-driver");
        try (Browser browser = new Browser(
                folder.resolve("profile"), hub.url(), Path.of(System.getProperty("java.io.tmpdir"), "pictures"))) {
            browser.begin(hub.session("admin").cookie());
            browser.open("inbox");
            browser.awaitText("[role=listbox]", "午饭");
            browser.press("/");
            browser.until("the field has the focus", () -> "text"
                    .equals(browser.focused().getDomAttribute("name")));
            browser.press("合同", Keys.ENTER);
            browser.awaitText("[role=listbox] mark", "合同");
            assertThat(browser.text("[role=listbox]")).doesNotContain("午饭");
            assertThat(browser.place()).contains("text=");
            browser.click("[role=option]");
            browser.awaitText("article mark", "合同");
            browser.picture("search");
            assertThat(browser.barriers()).isEmpty();
            browser.open("inbox?text=" + encoded("没有人写过"));
            browser.awaitText("", "您可以查看");
            browser.picture("search-nothing");
            assertThat(browser.barriers()).isEmpty();
            browser.size(390, 844);
            browser.open("inbox?text=" + encoded("合同"));
            browser.awaitText("[role=listbox] mark", "合同");
            browser.press("t");
            browser.find("html.sl-theme-dark");
            browser.picture("search-phone");
            assertThat(browser.barriers()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static int say(String id, String text) {
        return company.say(id, "张三", "生产调度群", text);
    }

    private static JsonNode search(String words) {
        return hub.get(path(words));
    }

    private static String path(String words) {
        return "/api/v1/messages?text=" + encoded(words);
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static List<String> texts(JsonNode page) {
        return page.get("items").findValuesAsText("text");
    }

    private static void turn(String feature, boolean on) throws IOException {
        HttpResponse<String> plan = hub.send("POST", "/api/v1/features/" + feature + "/plan", "{\"on\":" + on + "}");
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
        JsonNode id = JSON.readTree(plan.body()).get("id");
        HttpResponse<String> done = hub.send("POST", "/api/v1/features/apply", "{\"plan\":" + id + "}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }
}
