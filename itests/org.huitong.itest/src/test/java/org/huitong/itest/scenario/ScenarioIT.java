// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huitong.itest.browser.Browser;
import org.huitong.itest.browser.Ruler;
import org.huitong.itest.scenario.Diary.Line;
import org.huitong.itest.scenario.House.Worker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A working day of a group of companies, on a hub whose clock is in the test's hand: ten departments on three platforms
 * report, complain and ask for approval, and an instruction goes to five companies. What each phone must have got, and
 * what the ledger must say, is kept by a {@link Diary} that knows nothing of the hub; of each phone it is held against
 * all that came, so that nothing may come twice or to somebody else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScenarioIT {
    private static final Duration SLACK = Duration.ofMinutes(2);
    private static final String COMPLAINT = "客户投诉：华东客户反映轴承异响，要求今天给答复";
    private static final String APPROVAL = "请审批：采购刀具一批，预算三万元";
    private static final String STOP = "紧急：三号线停机，请尽快派人";
    private static final String STRAY = "客户投诉：门卫转来一封投诉信";
    private static final String STRAY_TOO = "请跟进：访客登记系统要换代";

    @TempDir
    static Path folder;

    private Scene scene;

    @BeforeAll
    void theHubStands() throws IOException {
        scene = new Scene(folder, "07:50");
    }

    @AfterAll
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    @Order(1)
    void theMorning() {
        scene.turn("08:40");
        for (int i = 0; i < House.DEPARTMENTS.size(); i++) {
            scene.say(i, "a" + i, "进度汇报：" + House.DEPARTMENTS.get(i) + "完成计划的百分之八十", false, "");
        }
        scene.turn("09:10");
        Line complaint = scene.say(5, "b5", COMPLAINT, true, "客户、投诉");
        scene.diary.pushed(scene.worker("h5"), complaint, "重要");
        scene.diary.told(scene.worker("k5"), "新任务");
        scene.everyPhoneHasWhatItMust();
        scene.turn("09:14");
        scene.answer("h5", "收到 " + scene.code("h5", "重要"));
        scene.turn("09:20");
        scene.say(4, "a4", APPROVAL, false, "审批");
        scene.diary.told(scene.worker("k4"), "新任务");
        scene.turn("09:30");
        Line stop = scene.say(2, "a2", STOP, true, "故障");
        scene.diary.pushed(scene.worker("h2"), stop, "重要");
        scene.diary.told(scene.worker("k2"), "新任务");
        scene.everyPhoneHasWhatItMust();

        // Nobody knows of the stop: once more, and then whoever is above.
        scene.turn("09:41");
        scene.diary.told(scene.worker("h2"), "重要");
        scene.everyPhoneHasWhatItMust();
        scene.turn("09:52");
        scene.diary.pushed(scene.house.executive, stop, "重要·升级");
        scene.everyPhoneHasWhatItMust();
        scene.answer("boss", "收到 " + scene.code("boss", "重要·升级"));
        scene.window("10:01");

        scene.turn("10:05");
        scene.hub.asExecutive(
                "POST", "/tasks/" + scene.hub.task(STOP).path("id").asText() + "/supervise", "{}");
        scene.diary.told(scene.worker("k2"), "督办");
        scene.everyPhoneHasWhatItMust();
        scene.turn("10:10");
        scene.write("k2", "收到 " + scene.code("k2", "新任务"));
        scene.turn("10:30");
        scene.write("k4", "完成 " + scene.code("k4", "新任务"));
        scene.turn("11:01");
        scene.diary.told(scene.worker("k2"), "即将到期");
        scene.everyPhoneHasWhatItMust();
        scene.turn("11:10");
        scene.write("k5", "完成 " + scene.code("k5", "新任务"));
        scene.turn("11:31");
        scene.diary.told(scene.worker("k2"), "已到期");
        scene.everyPhoneHasWhatItMust();
        scene.window("12:01");
        JsonNode supervised = scene.hub.asExecutive(
                "GET", "/tasks/" + scene.hub.task(STOP).path("id").asText(), null);
        assertThat(supervised.path("supervision").path("platform").asText())
                .isEqualTo(scene.worker("k2").platform());
        assertThat(Scene.moment(supervised.path("supervision"), "lastAcknowledgement"))
                .isBetween(Scene.at("10:10"), Scene.at("10:12"));
        assertThat(supervised.path("supervision").path("chain").toString()).contains("专员2", "部长2", "陈总");
    }

    /** What nobody knows whose it is, is told of in half an hour, and who sees to it in one; in time nobody is told. */
    @Test
    @Order(2)
    void theAfternoon() throws Exception {
        scene.turn("13:40");
        Line stray = scene.strange(STRAY, true, "客户、投诉");
        scene.diary.pushed(scene.house.executive, stray, "重要");
        scene.everyPhoneHasWhatItMust();
        scene.answer("boss", "收到 " + scene.code("boss", "重要"));
        scene.turn("13:45");
        scene.strange(STRAY_TOO, false, "跟进");
        scene.window("14:01");
        scene.amend(STRAY_TOO, "department", scene.hub.department(8));
        scene.turn("14:05");
        scene.amend(STRAY_TOO, "assignee", scene.hub.id(scene.worker("k8")));
        scene.diary.told(scene.worker("k8"), "新任务");
        scene.everyPhoneHasWhatItMust();
        scene.turn("14:11");
        scene.diary.told(scene.house.executive, "超时待分类");
        scene.everyPhoneHasWhatItMust();
        scene.turn("14:20");
        scene.amend(STRAY, "department", scene.hub.department(9));
        scene.turn("14:41");
        scene.diary.told(scene.worker("h9"), "超时待分配");
        scene.everyPhoneHasWhatItMust();
        scene.turn("15:42");
        scene.diary.told(scene.house.executive, "超时待分配");
        scene.everyPhoneHasWhatItMust();
        scene.turn("15:45");
        scene.amend(STRAY, "assignee", scene.hub.id(scene.worker("k9")));
        scene.diary.told(scene.worker("k9"), "新任务");
        scene.everyPhoneHasWhatItMust();
        scene.turn("15:50");
        scene.write("k9", "完成 " + scene.code("k9", "新任务"));
    }

    @Test
    @Order(3)
    void anInstructionReachesFiveCompanies() throws Exception {
        JsonNode silent = scene.hub.get("/people/" + scene.hub.id(scene.worker("s3")));
        ((com.fasterxml.jackson.databind.node.ObjectNode) silent)
                .putObject("absent")
                .put("from", Scene.DAY.plusDays(1).toString())
                .put("to", Scene.DAY.plusDays(3).toString())
                .put("deputy", scene.hub.id(scene.worker("d3")));
        scene.hub.put("/people/" + scene.hub.id(scene.worker("s3")), "%s", silent);
        scene.turn("15:55");
        StringBuilder to = new StringBuilder();
        for (String company : House.COMPANIES) {
            to.append(to.length() == 0 ? "" : ",")
                    .append("{\"company\":\"" + scene.hub.company(company) + "\",\"subject\":\"" + House.SAFETY
                            + "\"}");
        }
        JsonNode sent = scene.hub.asExecutive(
                "POST",
                "/instructions",
                "{\"text\":\"台风将至，今晚八点前完成厂区排查并回报\",\"to\":[" + to + "],\"confirmBy\":\"" + Scene.at("17:55") + "\"}");
        IntStream.range(0, 5).forEach(i -> scene.diary.told(scene.worker("s" + i), "指令"));
        scene.everyPhoneHasWhatItMust();
        scene.window("16:01");
        scene.turn("16:05");
        for (int i : List.of(0, 1, 2, 4)) {
            scene.write("s" + i, "收到 " + scene.code("s" + i, "指令"));
        }
        scene.turn("16:56");
        scene.diary.told(scene.worker("s3"), "指令提醒");
        scene.everyPhoneHasWhatItMust();
        scene.turn("17:01");
        scene.diary.told(scene.worker("k2"), "逾期升级");
        scene.diary.told(scene.worker("h2"), "逾期升级");
        scene.everyPhoneHasWhatItMust();
        scene.turn("17:56");
        scene.diary.told(scene.worker("d3"), "指令·代办");
        scene.everyPhoneHasWhatItMust();
        scene.turn("17:58");
        scene.write("d3", "收到 " + scene.code("d3", "指令·代办"));
        scene.window("18:01");
        scene.turn("19:00");
        scene.say(0, "b0", "晚班交接：一切正常", false, "");
        // The last window of the day.
        scene.window("20:01");
        JsonNode receipts = scene.hub
                .asExecutive("GET", "/instructions/" + sent.path("id").asText(), null)
                .path("to");
        assertThat(receipts).hasSize(5);
        for (JsonNode one : receipts) {
            int i = House.COMPANIES.indexOf(one.path("name").asText().substring(0, 3));
            Worker told = scene.worker((i == 3 ? "d" : "s") + i);
            assertThat(one.path("person").asText()).isEqualTo(scene.hub.id(scene.worker("s" + i)));
            assertThat(one.path("told").asText()).isEqualTo(scene.hub.id(told));
            assertThat(one.path("platform").asText()).isEqualTo(told.platform());
            assertThat(one.path("state").asText()).isEqualTo("confirmed");
            assertThat(one.path("how").asText()).isEqualTo("@" + told.platform());
            assertThat(one.path("letterState").asText()).isIn("accepted", "delivered", "read");
            assertThat(Scene.moment(one, "confirmedAt"))
                    .isBetween(
                            Scene.at(i == 3 ? "17:58" : "16:05"),
                            Scene.at(i == 3 ? "17:58" : "16:05").plus(SLACK));
        }
    }

    /** The order in which the hub says that things happened, and when, against the template's times. */
    @Test
    @Order(4)
    void everythingCameInTime() {
        JsonNode stray = scene.hub.task(STRAY);
        assertThat(Scene.moment(Hub.steps(stray, "waited").get(0), "at"))
                .isBetween(Scene.at("14:10"), Scene.at("14:10").plus(SLACK));
        assertThat(Hub.steps(stray, "waited")).hasSize(3);
        assertThat(Hub.steps(scene.hub.task(STRAY_TOO), "waited")).isEmpty();
        assertThat(Scene.moment(scene.hub.task(COMPLAINT), "due"))
                .isBetween(Scene.at("14:40"), Scene.at("14:40").plus(SLACK));
        assertThat(Scene.moment(scene.hub.task(APPROVAL), "due"))
                .isBetween(Scene.at("14:50"), Scene.at("14:50").plus(SLACK));
        assertThat(Scene.moment(scene.hub.task(STOP), "due"))
                .isBetween(Scene.at("11:30"), Scene.at("11:30").plus(SLACK));
        assertThat(scene.strangeCalls()).isEmpty();
    }

    /** One figure, wherever it stands: counted by the diary, by statistics as a card and a chart, and by two tables. */
    @Test
    @Order(5)
    void allTellTheSame() throws Exception {
        Figures figures = new Figures(scene);
        figures.everyLineStandsInTheLedger();
        figures.theLedgerTellsWhatBecameOfEach(Map.of(
                COMPLAINT, "专员5 已办结",
                APPROVAL, "专员4 已办结",
                STOP, "专员2 待处理",
                STRAY, "专员9 已办结",
                STRAY_TOO, "专员8 待处理"));
        figures.oneFigureIsTheSameEverywhere();
    }

    /** What is in sight of it for the executive, at a desk. */
    @Test
    @Order(6)
    void theExecutiveSeesIt() {
        assumeTrue(Browser.isHere(), "no browser here: apt-get install chromium chromium-driver");
        Path pictures = Path.of(System.getProperty("java.io.tmpdir"), "pictures");
        try (Browser browser = new Browser(folder.resolve("profile"), scene.process.url(), pictures)) {
            browser.begin(scene.hub.session(scene.house.executive));
            browser.open("inbox?priority=high");
            browser.awaitText("[role=listbox]", "华东客户反映轴承异响");
            browser.awaitText("[role=listbox]", "三号线停机");
            browser.open("attention");
            browser.awaitText("", "三号线停机");
            browser.awaitText("", "已确认");
            browser.awaitText("", "员工2甲");
            browser.awaitText("", "升级通知 · 陈总 · 企业微信");
            browser.awaitText("", "聊天回复");
            browser.picture("day-attention");
            assertThat(browser.barriers()).isEmpty();
            String task = scene.hub.task(STOP).path("id").asText();
            browser.open("tasks?view=all&supervised=1&task=" + task);
            browser.awaitText("sl-drawer[open]", "督办 · 陈总");
            browser.awaitText("sl-drawer[open]", "专员2 → 部长2 → 陈总");
            browser.awaitText("sl-drawer[open]", "三号线停机");
            browser.awaitText("sl-drawer[open]", "企业微信");
            browser.picture("day-supervision");
            assertThat(browser.barriers()).isEmpty();
            browser.execute("localStorage.setItem('huitong.locale', 'en')");
            browser.open("tasks?view=all&supervised=1&task=" + task);
            browser.awaitText("sl-drawer[open]", "Last acknowledged");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** At the end of a full day, for the executive and for the administrator, at every width. */
    @Test
    @Order(7)
    void noWordIsCutOrLiesOverAnother() {
        assumeTrue(Browser.isHere(), "no browser here: apt-get install chromium chromium-driver");
        Path pictures = Path.of(System.getProperty("java.io.tmpdir"), "pictures");
        try (Browser browser = new Browser(folder.resolve("profile-layout"), scene.process.url(), pictures)) {
            browser.begin(scene.hub.session(scene.house.executive));
            String task = scene.hub.task(STOP).path("id").asText();
            String message = scene.hub.message(STOP).path("id").asText();
            List<String> places = new ArrayList<>(Ruler.places(scene.hub.asExecutive("GET", "/pages", null)));
            places.replaceAll(place -> place.equals("tasks") ? "tasks?view=all" : place);
            places.add("tasks?view=all&task=" + task);
            places.add("inbox?id=" + message);
            assertThat(new Ruler(browser, "executive").faults(places)).isEmpty();
            browser.begin(scene.process.session("admin").cookie());
            List<String> others = new ArrayList<>(Ruler.places(scene.hub.get("/pages")));
            others.removeAll(places);
            assertThat(new Ruler(browser, "admin").faults(others)).isEmpty();
        }
    }
}
