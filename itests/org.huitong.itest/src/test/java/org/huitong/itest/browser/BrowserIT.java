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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The pages of a hub of the built distribution, as people use them: one hub and one browser for all of them. */
class BrowserIT {
    /** No question but who is there, and which pages, is answered as it should be. */
    private static final String UNANSWERED = "const real = window.fetch; window.fetch = (url, ...more) =>"
            + " /api.v1.(?!session|pages|logins)/.test(url.url ?? url) ? Promise.resolve(new Response("
            + " JSON.stringify({ type: 'about:blank', title: 'Fault', status: 500, detail: 'Stand-in of a fault.' }),"
            + " { status: 500, headers: { 'Content-Type': 'application/problem+json' } })) : real(url, ...more);";

    private static final int PHONE = 390;
    private static final int WIDE = 1366;
    private static final String SECRET = UUID.randomUUID().toString();

    @TempDir
    static Path folder;

    private static HubProcess hub;
    private static Browser browser;
    private static EchoSender company;
    private static String session;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Browser.isHere(), "no browser here: apt-get install chromium chromium-driver");
        hub = new HubProcess(folder.resolve("hub")).start().login();
        switchOn("echo");
        company = new EchoSender(hub, "acme", UUID.randomUUID().toString()).register();
        Eventually.until("a first message is taken", () -> say("first", "早上好，今天的排产表已更新") == 200);
        assertThat(say("urgent", "紧急：三号线停机，请尽快处理")).isEqualTo(200);
        assertThat(say("plain", "午饭吃什么？")).isEqualTo(200);
        session = session();
        browser = new Browser(
                folder.resolve("profile"), hub.url(), Path.of(System.getProperty("java.io.tmpdir"), "pictures"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @BeforeEach
    void enter() {
        browser.begin(session);
    }

    @AfterEach
    void nothingWentWrongInside() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aWrongPasswordSaysSoAndTheRightOneEnters() {
        browser.begin();
        browser.open("");
        browser.type("admin", "sl-input[name=user]", "input");
        browser.type("not-this-one", "sl-input[name=password]", "input");
        browser.picture("login");
        assertThat(browser.barriers()).isEmpty();
        browser.press(Keys.ENTER);
        browser.awaitText("sl-alert", "用户名或密码不对");
        browser.find("sl-input[name=password]", "input").clear();
        browser.type(HubProcess.PASSWORD, "sl-input[name=password]", "input");
        browser.click("sl-button[type=submit]");
        browser.awaitText("huitong-menu", "收件箱");
        browser.awaitText("[role=listbox]", "三号线停机");
    }

    @Test
    void whoIsKnownToThePlatformComesInByItAndWhoIsNotIsToldWhatToDo() throws IOException {
        try (WecomStandIn wecom = new WecomStandIn()) {
            hub.configure("org.huitong.connector.wecom~login", wecom.settings());
            employ("9301,沈静,总部,质量部,shenjing\n");
            Eventually.until("the way is there", () -> hub.call("GET", "/api/v1/logins", null, Map.of())
                    .body()
                    .contains("wecom-login"));

            browser.begin();
            browser.open("binding");
            wecom.visitor = "stranger";
            browser.awaitText(".ways", "用企业微信登录");
            browser.picture("login-ways");
            assertThat(browser.barriers()).isEmpty();
            browser.click(".ways sl-button");
            browser.awaitText("sl-alert", "我的聊天账号");
            browser.picture("login-unbound");
            assertThat(browser.barriers()).isEmpty();
            assertThat(wecom.page).isEqualTo("/scan");

            wecom.visitor = "shenjing";
            browser.click(".ways sl-button");
            browser.awaitText("huitong-menu", "我的聊天账号");
            browser.click("sl-icon-button[name=person-circle]", "button");
            browser.awaitText(".who", "沈静");
            assertThat(browser.place()).isEqualTo("binding");

            browser.begin();
            browser.poseAs("Mozilla/5.0 Chrome/126 wxwork/4.1.28");
            browser.open("complaints");
            browser.awaitText("huitong-menu", "我的聊天账号");
            assertThat(browser.place()).isEqualTo("complaints");
            assertThat(wecom.page).isEqualTo("/window");
        } finally {
            browser.poseAs("");
            Files.deleteIfExists(hub.home().resolve("conf/org.huitong.connector.wecom~login.cfg"));
        }
    }

    /** @param lines of 工号, 姓名, 公司, 部门 and the account at WeCom */
    private static void employ(String lines) throws IOException {
        String list = "工号,姓名,公司,部门,企业微信账号@" + WecomStandIn.CORP + "\n" + lines;
        Map<String, String> headers = Map.of("Authorization", "Bearer " + hub.token(), "Content-Type", "text/csv");
        HttpResponse<String> plan = hub.call("POST", "/api/v1/people/import?dryRun=true", list, headers);
        String id = new ObjectMapper().readTree(plan.body()).path("plan").asText();
        assertThat(hub.send("POST", "/api/v1/people/import/" + id, "{}").statusCode())
                .as(plan.body())
                .isEqualTo(200);
    }

    @Test
    void aMessageArrivesWhileTheInboxIsOpen() {
        browser.open("inbox");
        browser.awaitText("[role=listbox]", "早上好");
        browser.find(".live[data-state=open]");
        int before = browser.count("[role=option]");
        assertThat(say("live", "新消息：物流车已到东门")).isEqualTo(200);
        browser.awaitText("[role=listbox]", "物流车已到东门");
        assertThat(browser.count("[role=option]")).isEqualTo(before + 1);
        browser.picture("inbox");
    }

    @Test
    void aMessageShowsItsWayAndWhatWasFoundInIt() {
        browser.open("inbox?id=" + idOf("三号线停机"));
        browser.awaitText("article .body", "三号线停机");
        assertThat(browser.sees("ol.way")).isFalse();
        browser.click("article", "summary");
        browser.awaitText("ol.way", "入库");
        browser.awaitText("ol.way", "判断");
        browser.click("#tab-findings");
        browser.awaitText("#panel", "规则 第");
        browser.awaitText("#panel", "紧急");
        browser.picture("message");
        browser.click("#tab-facts");
        browser.awaitText("#panel", "echo~acme");
    }

    @Test
    void aMaskedNumberIsShownForAReason() {
        assertThat(say("number", "身份证 11010119900307109X，请登记")).isEqualTo(200);
        browser.open("inbox?id=" + idOf("请登记"));
        browser.awaitText("article .body .masked", "********");
        browser.awaitText("[role=listbox]", "110101********109X");
        browser.picture("masked");
        browser.click("huitong-inbox-reveal", "sl-button.reveal");
        browser.type("办理门禁", "huitong-inbox-reveal", "sl-input[name=reason]", "input");
        assertThat(browser.barriers()).isEmpty();
        browser.press(Keys.ENTER);
        browser.awaitText("article .body", "11010119900307109X");
        browser.picture("revealed");
        browser.awaitText("[role=listbox]", "110101********109X");
    }

    @Test
    void aStateSecretIsNamedAndShownToNobody() {
        assertThat(say("secret", "机密 ★ 一年：搬迁方案")).isEqualTo(200);
        browser.open("inbox");
        browser.awaitText("[role=listbox]", "已隔离");
        assertThat(browser.text("[role=listbox]")).doesNotContain("搬迁方案");
        browser.open("quarantine");
        browser.click("table", "sl-button");
        browser.picture("quarantine");
        browser.click("sl-dialog[open]", "sl-button[variant=primary]");
        browser.awaitText("table", "已确认");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void filtersStandInTheAddress() {
        browser.open("inbox?priority=high");
        browser.awaitText("[role=listbox]", "三号线停机");
        assertThat(browser.text("[role=listbox]")).doesNotContain("早上好");
        browser.open("inbox?type=image");
        browser.awaitText("", "没有符合筛选条件的消息");
    }

    @Test
    void theStatisticsCountWhatCame() {
        browser.open("statistics");
        browser.find(".totals dd");
        browser.until("something was counted", () -> browser.text(".totals").matches("(?s).*[1-9].*"));
        browser.awaitText("", "按部门");
    }

    @Test
    void theRulesAreListedAndCanBeTried() {
        browser.open("rules");
        browser.awaitText("ul.rules", "客户投诉");
        browser.type("机器冒烟了，十万火急", "huitong-rules-trial", "textarea");
        browser.find("mark.fires");
        browser.awaitText("huitong-rules-trial", "高");
        browser.picture("rules");
    }

    @Test
    void aRuleIsWrittenSavedAndFiresForTheNextMessage() {
        browser.open("rules");
        browser.awaitText("ul.rules", "客户投诉");
        browser.click("sl-button.add");
        browser.type("漏油", "huitong-rules-editor", "sl-input[name=name]", "input");
        browser.type("漏油\n渗油", "huitong-rules-editor", "sl-textarea[name=keywords]", "textarea");
        browser.type("设备", "huitong-rules-editor", "sl-input[name=tags]", "input");
        browser.type("二号泵渗油", "huitong-rules-editor", "huitong-rules-trial", "textarea");
        browser.find("huitong-rules-editor", "mark.fires");
        browser.picture("rule");
        assertThat(browser.barriers()).isEmpty();
        browser.click("huitong-rules-editor", "sl-button.save");
        browser.awaitText("ul.rules", "漏油");
        browser.until("it is in force", () -> !browser.sees(".head [role=status]"));
        assertThat(say("oil", "二号泵渗油了，请派人处理")).isEqualTo(200);
        browser.open("inbox?tag=设备");
        browser.awaitText("[role=listbox]", "二号泵渗油");
        browser.open("rules");
        browser.click("sl-button.add");
        browser.type("漏油", "huitong-rules-editor", "sl-input[name=name]", "input");
        browser.type("x", "huitong-rules-editor", "sl-textarea[name=keywords]", "textarea");
        browser.click("huitong-rules-editor", "sl-button.save");
        browser.awaitText("huitong-rules-editor", "已有同名的规则");
        // The refusal just above is what the browser reports as a failed call.
        assertThat(browser.complaints()).allMatch(line -> line.contains("409"));
    }

    @Test
    void aDocumentIsLookedAtByKeyboardAndTakenAlong() {
        browser.open("documents?name=rules");
        browser.awaitText("report-table", "客户投诉");
        browser.awaitText("report-table", "合计");
        browser.picture("document");
        assertThat(browser.barriers()).isEmpty();
        for (String format : List.of("xlsx", "docx")) {
            HttpResponse<String> file = hub.call(
                    "GET", "/api/v1/documents/rules." + format, null, Map.of("Cookie", "HUITONG_SESSION=" + session));
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).startsWith("PK");
        }
        browser.click("sl-button[aria-label='下载 xlsx']");
        browser.until("it was made", () -> !browser.sees("sl-button[loading]"));
        browser.size(PHONE, 844);
        browser.awaitText("report-table", "客户投诉");
        assertThat(browser.barriers()).isEmpty();
        browser.picture("document-phone");
        browser.click("sl-button[lang=en]");
        browser.awaitText("report-table", "Total");
    }

    @Test
    void aConversationIsGivenToADepartment() {
        browser.open("rooms");
        browser.click("sl-button.add");
        browser.click("huitong-rooms-editor", "sl-select.wide", "[part~=combobox]");
        browser.click("huitong-rooms-editor", "sl-select.wide sl-option");
        browser.type("生产部", "huitong-rooms-editor", "sl-textarea[name=departments]", "textarea");
        browser.picture("line");
        assertThat(browser.barriers()).isEmpty();
        browser.click("huitong-rooms-editor", "sl-button.save");
        browser.awaitText("table", "生产部");
        browser.until("it is in force", () -> !browser.sees(".head [role=status]"));
        assertThat(say("mapped", "二号线产量正常")).isEqualTo(200);
        browser.open("inbox?department=生产部");
        browser.awaitText("[role=listbox]", "二号线产量正常");
    }

    @Test
    void aPersonIsAddedAndTheirPasswordShownOnce() throws IOException {
        browser.open("accounts");
        browser.awaitText("table", "admin");
        browser.click("sl-button.add");
        browser.type("wangwu", "huitong-account-editor", "sl-input[name=account]", "input");
        browser.type("王五", "huitong-account-editor", "sl-input[name=name]", "input");
        browser.click("huitong-account-editor", "sl-checkbox[value='rules.read']", "[part~=control]");
        browser.picture("person");
        assertThat(browser.barriers()).isEmpty();
        browser.click("huitong-account-editor", "sl-button.save");
        browser.awaitText("huitong-account-password", "只显示这一次");
        String password = browser.find("huitong-account-password", "code").getText();
        browser.picture("person-password");
        browser.click("huitong-account-password", "sl-button");
        browser.awaitText("table", "待首次改密");
        browser.awaitText("table", "查看规则");
        browser.click("sl-button.add");
        browser.type("wangwu", "huitong-account-editor", "sl-input[name=account]", "input");
        browser.click("huitong-account-editor", "sl-button.save");
        browser.awaitText("huitong-account-editor", "已经有人使用");
        // The refusal just above is what the browser reports as a failed call.
        assertThat(browser.complaints()).allMatch(line -> line.contains("409"));

        var login = hub.enter("wangwu", password);
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper()
                        .readTree(login.body())
                        .get("mustChangePassword")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void ownSessionsAreSeenAndEndedByKeyboardAndOnAPhone() throws IOException {
        String other = session();
        browser.size(390, 844);
        browser.open("inbox");
        browser.awaitText("[role=listbox]", "三号线停机");
        browser.click("sl-icon-button[name=person-circle]", "button");
        browser.click("sl-menu-item[value=sessions]");
        browser.awaitText("huitong-sessions", "当前");
        browser.awaitText("huitong-sessions", "退出其他所有登录");
        browser.picture("sessions");
        assertThat(browser.barriers()).isEmpty();
        browser.find("huitong-sessions", ".others");
        browser.until("the button that ends the others has the focus", () -> {
            browser.press(Keys.TAB);
            return "退出其他所有登录".equals(browser.focused().getText());
        });
        browser.press(Keys.ENTER);
        browser.until(
                "the others are gone",
                () -> browser.count("huitong-sessions li") <= 1
                        && !browser.text("huitong-sessions").contains("退出其他"));
        assertThat(hub.call("GET", "/api/v1/session", "", Map.of("Cookie", "HUITONG_SESSION=" + other))
                        .statusCode())
                .isEqualTo(401);
        browser.press(Keys.ESCAPE);
        browser.until("the dialog is closed", () -> !browser.sees("huitong-sessions sl-dialog[open]"));
        browser.awaitText("[role=listbox]", "三号线停机");
    }

    @Test
    void theConsoleWorksWithinItsPolicyAndOnlyLooks() {
        browser.visit("/system/console/bundles");
        browser.awaitText("", "org.huitong.hub");
        for (String page : List.of("components", "configMgr", "vmstat", "licenses", "huitong-extensions")) {
            browser.visit("/system/console/" + page);
            browser.awaitText("", "Log out");
            assertThat(browser.complaints()).as(page).isEmpty();
        }
        browser.visit("/system/console/configMgr/org.huitong.web.listen");
        browser.awaitText("", "keystorePassword");
        browser.visit("/system/console/logout");
        browser.find("form button");
        browser.visit("/system/console/bundles");
        browser.awaitText("", "org.huitong.hub");
        assertThat(
                        browser.execute(
                                """
                const ask = new XMLHttpRequest();
                ask.open('POST', '/system/console/bundles', false);
                ask.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
                ask.send('action=refreshPackages');
                return ask.status;"""))
                .isEqualTo(403L);
        // The refusal just above is what the browser reports as a failed call.
        assertThat(browser.complaints()).allMatch(line -> line.contains("403"));
    }

    @Test
    void everyWordTurnsIntoEnglishAndBack() {
        browser.open("inbox");
        browser.awaitText("huitong-menu", "收件箱");
        browser.click("sl-button[lang=en]");
        browser.awaitText("huitong-menu", "Inbox");
        browser.awaitText("", "Priority");
        assertThat(browser.execute("return document.documentElement.lang")).isEqualTo("en");
        browser.open("rules");
        browser.awaitText("huitong-menu", "Rules");
        browser.click("sl-button[lang=zh-CN]");
        browser.awaitText("huitong-menu", "规则");
    }

    @Test
    void everythingGoesByKeyboardAlone() {
        browser.open("inbox");
        browser.awaitText("[role=listbox]", "三号线停机");
        browser.press(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("跳到内容");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getTagName()).isEqualTo("main");
        browser.press("j");
        browser.find("[role=option][aria-selected=true][aria-posinset='1']");
        browser.press("j");
        browser.find("[role=option][aria-selected=true][aria-posinset='2']");
        browser.press("k");
        browser.find("[role=option][aria-selected=true][aria-posinset='1']");
        browser.find("article");
        browser.press(Keys.ESCAPE);
        browser.until("the message is closed", () -> !browser.sees("article"));
        browser.press(Keys.ENTER);
        browser.find("article");
        browser.press("?");
        browser.awaitText("sl-dialog[open]", "下一条");
        browser.press(Keys.ESCAPE);
        browser.until("the list of keys is closed", () -> !browser.sees("sl-dialog[open]"));
        assertThat(browser.sees("article")).as("the message stays open").isTrue();
    }

    @Test
    void inANarrowWindowEnterOpensWhatJChose() {
        browser.size(700, 844);
        browser.open("inbox");
        browser.awaitText("[role=listbox]", "三号线停机");
        browser.click("sl-button[lang=en]");
        browser.awaitText("h1", "Inbox");
        browser.awaitText("[role=listbox]", "三号线停机");
        browser.press("j");
        browser.find("[role=option][aria-selected=true][aria-posinset='1']");
        browser.press(Keys.ENTER);
        browser.find("article");
        browser.awaitText("h1", "Inbox");
        browser.press("?");
        browser.awaitText("sl-dialog[open]", "Enter");
        browser.awaitText("sl-dialog[open]", "Esc");
    }

    @Test
    void whoMayReadNothingIsPromisedNothing() throws IOException {
        assertThat(hub.send(
                                "POST",
                                "/api/v1/accounts",
                                "{\"account\":\"zhaoliu\",\"password\":\"first-" + SECRET + "\"}")
                        .statusCode())
                .isEqualTo(201);
        browser.begin(hub.firstSession("zhaoliu", "first-" + SECRET).cookie());
        browser.open("inbox");
        browser.awaitText("", "您还没有“查看消息”的权限");
        assertThat(browser.text("huitong-menu")).doesNotContain("统计");
        assertThat(browser.sees(".live")).as("a stream that is not theirs").isFalse();
        // What the inbox may not read is what the browser reports as a failed call; nobody asked for the stream.
        assertThat(browser.complaints()).allMatch(line -> line.contains("/messages?"));
    }

    @Test
    void aPageIsReachedByItsName() {
        browser.open("inbox");
        browser.awaitText("[role=listbox]", "早上好");
        browser.click("huitong-top", "sl-icon-button[name=search]");
        browser.type("连接平台", "huitong-palette", "sl-input", "input");
        browser.awaitText("huitong-palette", "搜索消息：连接平台");
        assertThat(browser.barriers()).isEmpty();
        browser.press(Keys.ENTER);
        browser.find("huitong-connect-account", "[data-kind=echo]");
        assertThat(browser.place()).startsWith("connectors");
    }

    @Test
    void anAccountIsConnectedInThePageAndItsFirstMessageIsSeen() {
        String secret = UUID.randomUUID().toString();
        browser.open("connectors?add=1");
        browser.click("[data-kind=echo]");
        browser.type("made-here", "huitong-connect-account", "sl-input[name=account]", "input");
        browser.click("huitong-connect-account", ".save");
        browser.awaitText("huitong-connect-account", "请填写");
        browser.type(secret, "huitong-connect-account", "sl-input[name=secret]", "input");
        browser.click("huitong-connect-account", ".save");
        browser.awaitText("huitong-connect-lights", "连接器已按这些设置运行");
        assertThat(new EchoSender(hub, "made-here", secret).say("first-made-here", "钱七", "hall", "第一声"))
                .isEqualTo(200);
        browser.awaitText("huitong-connect-lights", "第一声");
        assertThat(browser.barriers()).isEmpty();
        browser.picture("connected");
        assertThat(browser.complaints()).allMatch(line -> line.contains("400"));
    }

    @Test
    void somebodysBrowserOnACallbackAddressDoesNotTurnItsAccountRed() throws IOException {
        new EchoSender(hub, "fresh", UUID.randomUUID().toString()).register();
        Eventually.until(
                "the account is there",
                () -> hub.call("GET", "/connect/echo/fresh", null, Map.of()).statusCode() == 405);
        browser.open("connectors");
        browser.awaitText(".cards", "fresh");
        browser.awaitText(".cards", "1 次被拒");
        assertThat(browser.text(".cards")).contains("已就绪").doesNotContain("最近的调用被拒绝");
        browser.picture("stray");
    }

    @Test
    void whyThereIsNothingToReadIsSaidOnce() {
        browser.open("inbox?id=" + idOf("三号线停机"));
        browser.awaitText("article .body", "三号线停机");
        browser.execute("const shown = window.eyes.find('article .body').getRootNode().host;"
                + " shown.message = {...shown.message, type: 'unavailable', text: undefined,"
                + " unavailable: {reason: 'withheld', detail: {zh: '平台没有给出内容', en: 'the platform kept it'}}};");
        browser.awaitText("article", "平台没有给出内容");
        assertThat(browser.text("article")).doesNotContain("无法取得").doesNotContain("平台不提供");
        browser.picture("unavailable");
    }

    @Test
    void englishPagesSpeakEnglish() {
        browser.open("connectors");
        browser.click("sl-button[lang=en]");
        browser.awaitText(".sums", "in order");
        browser.picture("english-connectors");
        browser.open("connectors?tab=readers");
        browser.awaitText("huitong-reader-board", "Running");
        assertThat(browser.text("huitong-reader-board")).doesNotContain("There");
        browser.picture("english-readers");
        browser.open("statistics");
        browser.awaitText(".totals", "Recalled");
        assertThat(browser.text(".totals")).doesNotContain("Of these");
        browser.picture("english-statistics");
        browser.open("rooms");
        browser.awaitText("", "mapping");
        assertThat(browser.text("")).doesNotContain("0 lines").doesNotContain("New line");
        browser.picture("english-rooms");
    }

    @Test
    void theConsoleShowsEmptySecretsEmptyAndOurMark() {
        HttpResponse<String> form = hub.call(
                "POST",
                "/system/console/configMgr/org.huitong.connector.echo"
                        + "?factoryPid=org.huitong.connector.echo&post=true",
                "",
                Map.of("Cookie", "HUITONG_SESSION=" + session));
        assertThat(form.body()).contains("\"type\":12,\"value\":\"\"").doesNotContain("unmodified");
        HttpResponse<String> entered = hub.call(
                "POST",
                "/system/console/configMgr/org.huitong.connector.echo~acme?post=true",
                "",
                Map.of("Cookie", "HUITONG_SESSION=" + session));
        assertThat(entered.body()).contains("\"type\":12,\"value\":\"unmodified\"");
        HttpResponse<String> mark = hub.call(
                "GET", "/system/console/res/imgs/favicon.ico", null, Map.of("Cookie", "HUITONG_SESSION=" + session));
        assertThat(mark.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(mark.body()).contains("<svg");
    }

    @Test
    void aFeatureSpeaksOneLanguage() {
        browser.open("extensions");
        browser.awaitText(".features", "会话属于哪些部门、项目和公司。");
        assertThat(browser.text(".features")).doesNotContain("Departments, project and company");
    }

    @Test
    void onAPhoneTheMenuIsADrawerAndAMessageTakesTheWholePage() {
        browser.size(PHONE, 844);
        browser.open("inbox");
        browser.awaitText("[role=listbox]", "三号线停机");
        assertThat(browser.sees("huitong-menu")).isFalse();
        assertFits();
        browser.picture("phone-inbox");
        browser.click("[role=option]");
        browser.awaitText("article", "详情");
        assertThat(browser.sees("[role=listbox]")).isFalse();
        assertFits();
        browser.picture("phone-message");
        browser.click(".bar sl-button");
        browser.find("[role=listbox]");
        browser.click(".burger");
        browser.awaitText("sl-drawer[open]", "规则");
        browser.picture("phone-menu");
        browser.click("sl-drawer", "a[href='#/rules']");
        browser.awaitText("ul.rules", "客户投诉");
        browser.until("the drawer is closed", () -> !browser.sees("huitong-menu"));
        assertFits();
        browser.picture("phone-rules");
    }

    @Test
    void theNightIsDark() {
        browser.open("inbox?id=" + idOf("三号线停机"));
        browser.awaitText("article .body", "三号线停机");
        browser.press("t");
        browser.find("html.sl-theme-dark");
        browser.until("it is dark", () -> brightness() < 64);
        browser.picture("dark-inbox");
        assertThat(browser.barriers()).isEmpty();
        browser.open("rules");
        browser.find("html.sl-theme-dark");
        browser.press("t");
        browser.find("html:not(.sl-theme-dark)");
        browser.until("it is light", () -> brightness() > 192);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"inbox", "rules", "connectors", "statistics", "rooms", "documents", "extensions", "accounts"})
    void thereIsNoBarrierOn(String page) {
        browser.open(page);
        browser.until("the page is there", () -> browser.sees("huitong-outlet > *"));
        browser.until("it has settled", () -> !browser.sees("sl-spinner"));
        if (page.equals("statistics")) {
            browser.find("canvas");
        }
        browser.picture("page-" + page);
        assertThat(browser.barriers()).isEmpty();
        browser.press("t");
        browser.find("html.sl-theme-dark");
        assertThat(browser.barriers()).as("in the dark").isEmpty();
        browser.picture("page-" + page + "-dark");
        browser.size(PHONE, 844);
        browser.until("the menu is folded away", () -> !browser.sees("huitong-menu"));
        assertFits();
        browser.picture("page-" + page + "-phone");
    }

    @Test
    void thereIsNoBarrierOnAnyOtherPage() {
        List<String> found = new ArrayList<>();
        for (JsonNode page : hub.get("/api/v1/pages").get("items")) {
            String path = page.get("path").asText();
            browser.size(WIDE, 900);
            browser.open(path);
            browser.until(path + " is there", () -> browser.sees("huitong-outlet > *"));
            browser.until(path + " has settled", () -> !browser.sees("sl-spinner"));
            browser.barriers().forEach(barrier -> found.add(path + ": " + barrier));
            browser.size(PHONE, 844);
            browser.until("the menu is folded away", () -> !browser.sees("huitong-menu"));
            assertFits();
            // Whose account is nobody's is told so by 409.
            browser.complaints().stream()
                    .filter(line -> !line.contains("/api/v1/binding"))
                    .forEach(line -> found.add(path + ": " + line));
        }
        assertThat(found).isEmpty();
    }

    /** Where there is next to nothing, and where no question is answered. */
    @Test
    void noWordIsCutOrLiesOverAnother() throws Exception {
        List<String> places = Ruler.places(hub.get("/api/v1/pages"));
        assertThat(new Ruler(browser, "empty").faults(places, Ruler.Look.CHINESE_BY_DAY))
                .isEmpty();
        try (AutoCloseable broken = browser.beforeEachPage(UNANSWERED)) {
            assertThat(new Ruler(browser, "failed").faults(places, Ruler.Look.ENGLISH_AT_NIGHT))
                    .isEmpty();
            browser.awaitText("", "Stand-in of a fault");
        }
        // Whose account is nobody's is told so by 409.
        assertThat(browser.complaints()).allMatch(line -> line.contains("/api/v1/binding"));
    }

    @Test
    void theRulerSeesWhatIsWrong() {
        browser.show("<!doctype html><title>ruler</title>"
                + "<p style='width:60px; overflow:hidden; white-space:nowrap'>cut at the side, without a sign</p>"
                + "<p style='width:60px; overflow:hidden; white-space:nowrap; text-overflow:ellipsis'>cut with dots</p>"
                + "<p style='width:60px; overflow:auto; white-space:nowrap'>there for those who scroll</p>"
                + "<p style='width:60px; overflow:hidden; height:20px'>cut below, after the first line</p>"
                + "<p style='position:absolute; top:300px; left:-20px'>over the edge</p>"
                + "<p style='position:absolute; top:350px; left:100px'>lying under</p>"
                + "<p style='position:absolute; top:355px; left:110px'>lying over</p>"
                + "<p style='position:absolute; top:450px; left:100px'>one line<br>and another</p>");
        assertThat(new Ruler(browser, "").measure())
                .map(String::valueOf)
                .map(fault -> fault.replaceFirst(" in html.*", ""))
                .containsExactly(
                        "cut at the side: “cut at the side, without a sign”",
                        "cut below: “cut below, after the first line”",
                        "over the edge: “over the edge”",
                        "one over the other: “lying under” and “lying over”");
    }

    @Test
    void eachPartOfPeopleTakesTheOneBeforeAway() {
        browser.open("people");
        browser.awaitText("nav button[aria-current='page']", "人员");
        String page = "const page = window.eyes.find('huitong-outlet > *').shadowRoot;";
        Long parts = (Long) browser.execute(page + "return page.querySelectorAll('nav button').length");
        assertThat(parts).isGreaterThan(4);
        for (long part = parts - 1; part >= 0; part--) {
            browser.execute(page + "page.querySelectorAll('nav button')[arguments[0]].click()", part);
            browser.until("one part alone is there", () -> browser.execute(
                            page + "return page.querySelector('nav').parentElement.childElementCount")
                    .equals(2L));
            assertThat(browser.sees("sl-dialog[open]")).isFalse();
        }
    }

    /** What Safari 15.0 and Chromium 89 lack, as far as pages and their libraries use it. */
    private static final String OLD =
            """
            for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']) {
              delete Array.prototype[name];
            }
            delete String.prototype.at;
            delete Object.hasOwn;
            delete Object.groupBy;
            delete window.structuredClone;
            delete Crypto.prototype.randomUUID;
            delete HTMLScriptElement.supports;
            delete HTMLElement.prototype.attachInternals;
            delete window.ElementInternals;
            delete HTMLElement.prototype.inert;
            delete Document.prototype.adoptedStyleSheets;
            delete ShadowRoot.prototype.adoptedStyleSheets;
            delete CSSStyleSheet.prototype.replace;
            delete CSSStyleSheet.prototype.replaceSync;
            """;

    @Test
    void anOlderBrowserShowsEveryPageWithItsColours() throws Exception {
        try (AutoCloseable old = browser.beforeEachPage(OLD)) {
            browser.open("inbox?id=" + idOf("三号线停机"));
            browser.awaitText("article .body", "三号线停机");
            assertThat(browser.execute("return getComputedStyle(window.eyes.find('.frame')).display"))
                    .isEqualTo("grid");
            assertThat(browser.execute("return getComputedStyle(window.eyes.find('.avatar')).borderRadius"))
                    .isEqualTo("50%");
            browser.picture("older");
            browser.execute("fetch('/api/v1/pages').then((answer) => answer.json())"
                    + ".then(({ items }) => Promise.all(items.map(({ module }) => import(module))))"
                    + ".then((all) => (window.eyes.pages = all.length), (no) => (window.eyes.pages = String(no)))");
            browser.until("every page is read", () -> browser.execute("return window.eyes.pages") != null);
            assertThat((Long) browser.execute("return window.eyes.pages")).isGreaterThan(8);
        }
    }

    @Test
    void aBrowserThatIsTooOldIsToldSo() throws Exception {
        try (AutoCloseable older = browser.beforeEachPage("delete window.customElements;")) {
            browser.open("");
            browser.awaitText("#unable", "浏览器太旧");
            browser.picture("too-old");
            assertThat(browser.complaints()).isNotEmpty();
        }
    }

    /** Nothing hangs over the edge of the screen, and the page scrolls in its frame alone. */
    private static void assertFits() {
        assertThat(browser.execute("return document.documentElement.scrollHeight <= innerHeight"))
                .isEqualTo(true);
        assertThat((Long) browser.execute("return Math.max(document.documentElement.scrollWidth,"
                        + " window.eyes.find('main').scrollWidth)"))
                .isLessThanOrEqualTo(PHONE);
    }

    private static long brightness() {
        return (Long) browser.execute(
                "return Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3))");
    }

    private static int say(String id, String text) {
        return company.say(id, "张三", "生产调度群", text);
    }

    private static String idOf(String text) {
        return hub.messages(Map.of("limit", "100")).stream()
                .filter(message -> message.path("text").asText().contains(text))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
    }

    private static void switchOn(String feature) throws IOException {
        HttpResponse<String> plan = hub.send("POST", "/api/v1/features/" + feature + "/plan", "{\"on\":true}");
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
        JsonNode id = new ObjectMapper().readTree(plan.body()).get("id");
        HttpResponse<String> done = hub.send("POST", "/api/v1/features/apply", "{\"plan\":" + id + "}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    /** Logging in once is enough; the way in has a test of its own. */
    private static String session() {
        return hub.session("admin").cookie();
    }
}
