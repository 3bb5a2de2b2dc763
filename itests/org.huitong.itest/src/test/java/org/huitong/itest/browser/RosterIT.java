// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * From a list of people to a head who reads what their department says, until it moves away: on a telephone, by the keyboard alone, in both
 * languages.
 */
class RosterIT {
    private static final int PHONE = 390;
    private static final String WANG = "u-wang";

    @TempDir
    private static Path folder;

    private HubProcess hub;
    private Browser browser;
    private EchoSender company;

    @Test
    void aHeadReadsWhatTheirDepartmentSaysAndNothingElse() throws IOException {
        assumeTrue(Browser.isHere(), "no browser here: apt-get install chromium chromium-driver");
        try (HubProcess started = new HubProcess(folder.resolve("hub")).start().login();
                Browser opened = new Browser(
                        folder.resolve("profile"),
                        started.url(),
                        Path.of(System.getProperty("java.io.tmpdir"), "pictures"))) {
            hub = started;
            browser = opened;
            speakFirst();
            browser.begin(hub.session("admin").cookie());
            browser.size(PHONE, 844);
            importsARoster();
            mapsAConflict();
            givesARole();
            whatIsSaidFromNowOn();
            theHeadReads();
            theDepartmentMovesAway();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** So that the hub has seen the accounts. */
    private void speakFirst() throws IOException {
        String plan =
                hub.send("POST", "/api/v1/features/echo/plan", "{\"on\":true}").body();
        String apply = "{\"plan\":" + new ObjectMapper().readTree(plan).get("id") + "}";
        assertThat(hub.send("POST", "/api/v1/features/apply", apply).statusCode())
                .isEqualTo(200);
        company = new EchoSender(hub, "acme", UUID.randomUUID().toString()).register();
        Eventually.until("a first message is taken", () -> company.say("before", "wang", "大群", "以前说的：登记之前") == 200);
        Eventually.until(
                "its account is seen",
                () -> !hub.get("/api/v1/people/accounts").path("items").isEmpty());
    }

    private void importsARoster() throws IOException {
        Path roster = Files.writeString(
                folder.resolve("名单.csv"),
                """
                工号,姓名,公司,部门,上级部门,登录名,邮箱,echo账号@acme
                1001,赵主任,汇明,销售部,,zhao,,
                1002,王芳,汇明,东区,销售部,u-wang,,
                1003,王方,汇明,财务部,,,u-wang@huiming.example,
                1004,陈晓,汇明,财务部,,,,u-chen
                ,没有工号,汇明,财务部,,,,
                """);
        browser.open("people?tab=import");
        // A file is chosen in a window of the system, which is no page.
        browser.find("input[type=file]").sendKeys(roster.toString());
        browser.awaitText("huitong-people-import", "新增 4 人，变更 0 人，离职 0 人，1 处没有执行");
        browser.awaitText("huitong-people-import", "没有工号");
        browser.picture("roster-plan");
        assertThat(browser.barriers()).isEmpty();
        fits();
        browser.tabTo("huitong-people-import", "sl-button[variant=primary]");
        browser.press(Keys.ENTER);
        browser.awaitText("huitong-people-import", "已执行。");
    }

    /** One id is the login of one and the mail of another. */
    private void mapsAConflict() {
        browser.open("people?tab=accounts");
        browser.awaitText("huitong-people-accounts", "有冲突");
        browser.awaitText("huitong-people-accounts", "王方");
        browser.picture("roster-conflict");
        assertThat(browser.barriers()).isEmpty();
        fits();
        browser.tabTo("sl-select[label$='" + WANG + "']");
        choose("王芳");
        browser.tabTo("huitong-people-accounts", "sl-button[variant=primary]");
        browser.press(Keys.ENTER);
        Eventually.until(
                "it is hers",
                () -> person("王芳").path("accounts").findValuesAsText("platform").contains("echo"));
        browser.until("nothing is left to be done about it", () -> !browser.text("huitong-people-accounts")
                .contains("有冲突"));
    }

    private void givesARole() {
        browser.open("rights");
        browser.tabTo("sl-button[lang=en]");
        browser.press(Keys.ENTER);
        browser.awaitText("h1", "Rights");
        browser.tabTo("sl-input[name=who]");
        browser.press("赵主任");
        browser.press(Keys.ENTER);
        browser.tabTo(".found", "sl-button");
        browser.press(Keys.ENTER);
        browser.tabTo("sl-select[name=role]");
        choose("Head of department");
        browser.picture("roster-role");
        assertThat(browser.barriers()).isEmpty();
        fits();
        browser.tabTo(".give sl-button[variant=primary]");
        browser.press(Keys.ENTER);
        Eventually.until("it is given", () -> hub.get(
                        "/api/v1/people/" + person("赵主任").path("id").asText() + "/roles")
                .path("roles")
                .findValuesAsText("role")
                .contains("department-head"));
    }

    private void whatIsSaidFromNowOn() {
        assertThat(company.say("east", "wang", "大群", "东区报价已发")).isEqualTo(200);
        assertThat(company.say("money", "chen", "大群", "付款计划已定")).isEqualTo(200);
        assertThat(company.say("strange", "nobody", "大群", "外人说的话")).isEqualTo(200);
        Eventually.until(
                "all of it is in the log",
                () -> hub.messages(Map.of("limit", "10")).size() == 4);
    }

    private void theHeadReads() throws IOException {
        HttpResponse<String> made = hub.send(
                "POST",
                "/api/v1/accounts",
                "{\"account\":\"zhao\",\"name\":\"赵主任\",\"person\":\""
                        + person("赵主任").path("id").asText() + "\"}");
        hub.firstSession(
                "zhao",
                new ObjectMapper().readTree(made.body()).path("password").asText());
        browser.begin();
        browser.size(PHONE, 844);
        browser.open("");
        browser.tabTo("sl-input[name=user]");
        browser.press("zhao");
        browser.tabTo("sl-input[name=password]");
        browser.press(HubProcess.PASSWORD, Keys.ENTER);
        browser.awaitText("[role=listbox]", "东区报价已发");
        browser.picture("roster-head");
        assertThat(seen()).containsExactly("东区报价已发");
        browser.tabTo("sl-button[lang=en]");
        browser.press(Keys.ENTER);
        browser.awaitText("h1", "Inbox");
        assertThat(seen()).containsExactly("东区报价已发");
        assertThat(browser.barriers()).isEmpty();
        fits();
        browser.press("j");
        browser.press(Keys.ENTER);
        browser.awaitText("article .body", "东区报价已发");
    }

    /** Who would read less is told before it is done. */
    private void theDepartmentMovesAway() {
        browser.begin(hub.session("admin").cookie());
        browser.size(PHONE, 844);
        browser.open("people?tab=departments");
        browser.tabTo("sl-icon-button[label='调整部门 东区']");
        browser.press(Keys.ENTER);
        browser.tabTo("huitong-department-move", "sl-select[name=parent]");
        choose("财务部");
        browser.awaitText("huitong-department-move", "1 人将看到更多或更少的消息");
        browser.awaitText("huitong-department-move", "赵主任");
        browser.picture("roster-move");
        assertThat(browser.barriers()).isEmpty();
        fits();
        browser.tabTo("huitong-department-move", "sl-button.save");
        browser.press(Keys.ENTER);
        browser.until("the dialog is gone", () -> !browser.sees("huitong-department-move"));
        assertThat(hub.call("GET", "/api/v1/messages", null, hub.session("zhao").headers())
                        .body())
                .doesNotContain("东区报价已发");
        browser.picture("roster-departments");
        assertThat(browser.barriers()).isEmpty();
        fits();
    }

    /** Of all that was said, what stands in the list. */
    private List<String> seen() {
        String list = browser.text("[role=listbox]");
        List<String> words = List.of("以前说的", "东区报价已发", "付款计划已定", "外人说的话");
        assertThat(browser.count("[role=option]"))
                .isEqualTo((int) words.stream().filter(list::contains).count());
        return words.stream().filter(list::contains).toList();
    }

    /** Of a list that the focus is on, by its arrows. */
    private void choose(String option) {
        browser.press(Keys.ENTER);
        browser.until(option + " is the current one", () -> {
            String current =
                    (String) browser.execute("return window.eyes.focused().closest('sl-option')?.getTextLabel() ?? ''");
            if (current.startsWith(option)) {
                return true;
            }
            browser.press(Keys.ARROW_DOWN);
            return false;
        });
        browser.press(Keys.ENTER);
    }

    private JsonNode person(String name) {
        JsonNode people = hub.get("/api/v1/people?limit=50").path("items");
        return IntStream.range(0, people.size())
                .mapToObj(people::get)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void fits() {
        assertThat((Long) browser.execute("return Math.max(document.documentElement.scrollWidth,"
                        + " window.eyes.find('main').scrollWidth)"))
                .isLessThanOrEqualTo(PHONE);
    }
}
