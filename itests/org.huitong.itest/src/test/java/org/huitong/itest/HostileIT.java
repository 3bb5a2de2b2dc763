// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.LoggedIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is thrown at the platforms' door: a clear answer, nothing lost, and a neighbour who does not notice. */
class HostileIT {
    private static final Voice WECOM = Voice.of("wecom", "main");
    private static final Voice DINGTALK = Voice.of("dingtalk", "main");
    private static final Voice FEISHU = Voice.of("feishu", "main");
    private static final Voice ECHO = Voice.of("echo", "main");
    private static final Voice NEIGHBOUR = Voice.of("echo", "neighbour");
    private static final List<Voice> VOICES = List.of(WECOM, DINGTALK, FEISHU, ECHO);
    private static final String BOMB = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
            + "<xml><Encrypt>&c;</Encrypt></xml>";
    private static final String DEEP = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);

    @TempDir
    private static Path folder;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Everything the hub said yes to. */
    private static final Set<String> ACKNOWLEDGED = new ConcurrentSkipListSet<>();

    private static final List<Integer> NEIGHBOURS_ANSWERS = new CopyOnWriteArrayList<>();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static volatile boolean over;
    private static HubProcess hub;
    private static Future<?> neighbour;

    @BeforeAll
    static void start() {
        hub = new HubProcess(folder);
        Plug.deploy(hub, "org.huitong.connector.echo");
        Plug.troubleInto(hub, folder.resolve("scratch"));
        VOICES.forEach(voice -> voice.register(hub));
        NEIGHBOUR.register(hub);
        hub.configure("trouble~main", Map.of("cured", "false"));
        hub.start();
        Stream.concat(VOICES.stream(), Stream.of(NEIGHBOUR))
                .forEach(voice -> Eventually.until(
                        voice + " is connected",
                        () -> voice.withoutSignature().to(hub).statusCode() == 401));
        Eventually.until("trouble is connected", () -> trouble("none", "first").statusCode() == 200);
        ACKNOWLEDGED.add("trouble first");
        hub.login();
        neighbour = THREADS.submit(HostileIT::speakOn);
    }

    /** Somebody who does nothing wrong. */
    private static void speakOn() {
        for (int i = 0; !over; i++) {
            int status = NEIGHBOUR.say("n" + i, "一切正常").to(hub).statusCode();
            NEIGHBOURS_ANSWERS.add(status);
            if (status == 200) {
                ACKNOWLEDGED.add("echo n" + i);
            }
        }
    }

    /** After everything: what was acknowledged is there once, nothing else is, and the neighbour was always heard. */
    @AfterAll
    static void nothingIsLostAndNobodyElseNoticed() throws Exception {
        over = true;
        try (HubProcess last = hub) {
            neighbour.get(60, TimeUnit.SECONDS);
            assertThat(NEIGHBOURS_ANSWERS).isNotEmpty().containsOnly(200);
            assertThat(last.everyMessage().stream().map(HostileIT::name))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(ACKNOWLEDGED);
        } finally {
            THREADS.shutdownNow();
        }
    }

    private static String name(JsonNode message) {
        String id = message.get("nativeId").asText();
        return message.get("platform").asText() + " " + (id.startsWith("om_") ? id.substring(3) : id);
    }

    private record Row(String what, Push push, int status, String word) {}

    @TestFactory
    Stream<DynamicTest> whatIsWrongGetsItsAnswer() {
        List<Row> rows = new ArrayList<>();
        Instant now = Instant.now();
        for (Voice voice : VOICES) {
            String name = voice.platform() + ": ";
            Push good = voice.say("1", "never stored");
            Voice stranger = Voice.of(voice.platform(), voice.account());
            rows.add(new Row(name + "signed by a stranger", stranger.say("2", "x"), 401, "bad-signature"));
            rows.add(new Row(name + "not signed", voice.withoutSignature(), 401, "bad-signature"));
            rows.add(new Row(
                    name + "signed long ago",
                    voice.say("3", "x", "某人", now.minus(Duration.ofDays(2))),
                    401,
                    "stale-timestamp"));
            rows.add(new Row(
                    name + "signed in the future",
                    voice.say("4", "x", "某人", now.plus(Duration.ofDays(2))),
                    401,
                    "stale-timestamp"));
            rows.add(new Row(name + "too large", good.withBody(new byte[(2 << 20) + 1]), 413, "too-large"));
            rows.add(new Row(name + "wrong method", good.withMethod("PUT"), 405, "method-not-allowed"));
            rows.add(new Row(name + "another wrong method", good.withMethod("DELETE"), 405, "method-not-allowed"));
            rows.add(new Row(
                    name + "unknown account",
                    good.withPath("/connect/" + voice.platform() + "/nobody"),
                    404,
                    "unknown-account"));
        }
        byte[] deep = DEEP.getBytes(StandardCharsets.UTF_8);
        byte[] chinese = "{\"text\":\"中文\"}".getBytes(Charset.forName("GB18030"));
        byte[] cut = cut(ECHO.echoText("5", "x", "某人", now).getBytes(StandardCharsets.UTF_8));
        rows.add(new Row("no account", Push.post("/connect/wecom", Map.of(), "x"), 404, "unknown-account"));
        rows.add(new Row("no platform", Push.post("/connect/nowhere/main", Map.of(), "x"), 404, "unknown-account"));
        rows.add(new Row("upwards", Push.post("/connect/wecom/..%2fmain", Map.of(), "x"), 400, ""));
        rows.add(new Row("wecom: entity bomb", raw(WECOM, BOMB), 400, "malformed"));
        rows.add(new Row("wecom: deep", raw(WECOM, "<a>".repeat(100_000)), 400, "malformed"));
        rows.add(new Row("wecom: cut off", truncated(WECOM.say("6", "x")), 400, "malformed"));
        rows.add(new Row("wecom: wrong charset", WECOM.say("7", "x").withBody(chinese), 400, "malformed"));
        // What is rightly signed is kept, whatever it holds: as a dead letter, or with U+FFFD for what it lost.
        rows.add(new Row("dingtalk: deep", dingtalk(DEEP), 200, ""));
        rows.add(new Row("dingtalk: cut off", truncated(DINGTALK.say("8", "x")), 200, ""));
        rows.add(new Row("dingtalk: wrong charset", DINGTALK.say("9", "x").withBody(chinese), 200, ""));
        rows.add(new Row("feishu: deep", FEISHU.feishuSigned(deep, now), 200, ""));
        rows.add(new Row("feishu: cut off", truncated(FEISHU.say("10", "x")), 401, "bad-signature"));
        rows.add(new Row("feishu: wrong charset", FEISHU.feishuSigned(chinese, now), 200, ""));
        rows.add(new Row("echo: deep", ECHO.echo(deep, now), 200, ""));
        rows.add(new Row("echo: signed and cut off", ECHO.echo(cut, now), 200, ""));
        rows.add(new Row("echo: changed on its way", truncated(ECHO.say("11", "x")), 401, "bad-signature"));
        rows.add(new Row("echo: wrong charset", ECHO.echo(chinese, now), 200, ""));
        return rows.stream().map(row -> dynamicTest(row.what(), () -> isAnswered(row)));
    }

    private static void isAnswered(Row row) throws IOException {
        HttpResponse<String> answer = row.push().to(hub);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(row.status());
        tellsNothing(answer);
        if (!row.word().isEmpty()) {
            isProblem(answer, row.status(), row.word());
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status, String word) throws IOException {
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isEqualTo(word);
        assertThat(problem.get("detail").asText()).isNotBlank();
    }

    private static void tellsNothing(HttpResponse<String> answer) {
        assertThat(answer.body())
                .doesNotContain("Exception", "Error:", "\tat ", "java.", "jetty", "inner workings")
                .doesNotContainIgnoringCase("stack");
    }

    @Test
    void theSameBytesAgainAreAcknowledgedAndStoredOnce() {
        for (Voice voice : VOICES) {
            Push push = voice.say("77", "再说一遍");
            ACKNOWLEDGED.add(voice.platform() + " 77");
            for (int i = 0; i < 5; i++) {
                assertThat(push.to(hub).statusCode()).as(voice.platform()).isEqualTo(200);
            }
        }
    }

    @Test
    void whatNobodyKnowsYetIsAnEventWithItsName() {
        Instant now = Instant.now();
        String hologram = DINGTALK.dingtalkText("hologram", "81", "x", "某人", now);
        taken("wecom 80", WECOM.wecom(WECOM.wecomText("hologram", "80", "x", now), now));
        taken("dingtalk 81", DINGTALK.dingtalk(hologram, now));
        taken("feishu ev82", FEISHU.feishu(FEISHU.feishuEvent("im.hologram.shown_v9", "82", Voice.node(), now), now));
        List<String> types = hub.everyMessage().stream()
                .filter(m -> m.get("nativeId").asText().matches("8[0-2]|ev82"))
                .map(m -> m.get("type").asText())
                .toList();
        assertThat(types).hasSize(3).containsOnly("event");
    }

    private static void taken(String name, Push push) {
        assertThat(push.to(hub).statusCode()).as(name).isEqualTo(200);
        ACKNOWLEDGED.add(name);
    }

    /** A sender that dies in the middle of its call, one that never says how much comes, and one that talks nonsense. */
    @Test
    void brokenConnectionsLeaveNothingBehind() throws IOException {
        Push push = ECHO.say("90", "halb");
        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket("127.0.0.1", hub.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST " + push.path() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{\"a\":")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
        assertThat(said("POST " + push.path() + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("Exception");
        assertThat(said("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("Exception");
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertThat(said("POST " + push.path()
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(40) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("too-large");
    }

    /** Far more than the hub's memory holds, of bodies that cost the most to read, and none of them signed. */
    @Test
    void aCrowdOfLargeStrangersIsSentAwayAndNobodyElseNotices() throws Exception {
        byte[] values = ("[" + "1,".repeat(1_000_000) + "1]").getBytes(StandardCharsets.US_ASCII);
        byte[] elements = ("<xml>" + "<a/>".repeat(500_000) + "</xml>").getBytes(StandardCharsets.US_ASCII);
        List<Push> pushes = List.of(
                DINGTALK.withoutSignature().withBody(values),
                FEISHU.withoutSignature().withBody(values),
                WECOM.withoutSignature().withBody(elements));
        List<Future<HttpResponse<String>>> crowd = IntStream.range(0, 300)
                .mapToObj(
                        i -> THREADS.submit(() -> pushes.get(i % pushes.size()).to(hub)))
                .toList();
        for (Future<HttpResponse<String>> one : crowd) {
            HttpResponse<String> answer = one.get(120, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isIn(400, 401, 503);
            assertThat(answer.headers().firstValue("retry-after").isPresent()).isEqualTo(answer.statusCode() == 503);
            tellsNothing(answer);
        }
    }

    /** An answer on top of a body under way gets lost with its connection, and the call after it as well. */
    @Test
    void whoCallsWhereNothingIsConnectedIsHeardOutAndMayCallAgain() throws IOException {
        try (Socket socket = caller()) {
            for (int call = 0; call < 3; call++) {
                send(socket, "POST /connect/echo/nobody HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{\"a\"");
                assertThat(hub.isReady()).as("meanwhile").isTrue();
                send(socket, ":\"b\"}");
                assertThat(answer(socket))
                        .startsWith("HTTP/1.1 404")
                        .contains("unknown-account")
                        .doesNotContain("Connection:");
            }
        }
    }

    /** Ten of these, read and made into texts, would be more than the hub's memory. */
    @Test
    void whoMayNothingIsToldSoBeforeTheirBodyIsRead() throws Exception {
        String mayNothing = mayNothing();
        String call = "POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 4000000\r\n";
        String texts = "{\"account\":\"x\",\"permissions\":[" + "\"a\",".repeat(10_000);
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                Socket socket = caller();
                callers.add(socket);
                // More never comes, and nobody waits for it.
                send(socket, call + mayNothing + "\r\n" + texts);
            }
            for (Socket socket : callers) {
                socket.setSoTimeout(5_000);
                assertThat(answer(socket)).startsWith("HTTP/1.1 403").contains("accounts.manage");
            }
        } finally {
            close(callers);
        }
        // Nor does it help to be allowed to.
        String administrator = "Authorization: Bearer " + hub.token() + "\r\n";
        assertThat(said(call + administrator + "\r\n{"))
                .startsWith("HTTP/1.1 413")
                .contains("too-large");
        String small = "{\"account\":\"x\",\"permissions\":[" + "\"a\",".repeat(15_000) + "\"a\"]}";
        HttpResponse<String> values = hub.send("POST", "/api/v1/accounts", small);
        assertThat(values.statusCode()).isEqualTo(413);
        assertThat(values.body()).contains("too-many-values");
        assertThat(hub.isReady()).isTrue();
    }

    /** @return the header lines of a session of somebody without a permission */
    private static String mayNothing() throws IOException {
        String made = hub.send("POST", "/api/v1/accounts", "{\"account\":\"nobody\",\"name\":\"Nobody\"}")
                .body();
        String first = JSON.readTree(made).get("password").asText();
        LoggedIn session = hub.firstSession("nobody", first);
        return "Cookie: HUITONG_SESSION=" + session.cookie() + "\r\nX-CSRF-Token: " + session.csrf() + "\r\n";
    }

    /** A byte now and then, each in time for the next: nobody is kept from logging in, and they have their time. */
    @Test
    void strangersWhoTakeTheirTimeKeepNobodyOut() throws Exception {
        ScheduledExecutorService tongue = Executors.newSingleThreadScheduledExecutor();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = caller();
                slow.add(socket);
                send(
                        socket,
                        "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 5000\r\n\r\n{");
            }
            tongue.scheduleAtFixedRate(() -> slow.forEach(HostileIT::dribble), 1, 1, TimeUnit.SECONDS);
            assertThat(hub.enter("admin", HubProcess.PASSWORD).statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                socket.setSoTimeout(20_000);
                assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("too-slow");
                assertThat(hub.isReady()).isTrue();
            }
            assertThat(hub.enter("admin", HubProcess.PASSWORD).statusCode()).isEqualTo(200);
        } finally {
            tongue.shutdownNow();
            close(slow);
        }
    }

    private static void dribble(Socket socket) {
        try {
            send(socket, " ");
        } catch (IOException e) {
            assertThat(e).as("the hub has answered and shut the line").isNotNull();
        }
    }

    /** All that may lie in memory of calls that are coming in, and none of them comes to an end. */
    @Test
    void strangersWhoBeginAndDoNotEndAreNotInTheWayOfWhoeverHasSomethingToSay() throws Exception {
        List<Socket> slow = new ArrayList<>();
        String begun =
                "POST " + ECHO.path() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(40_000);
        try {
            for (int i = 0; i < 1_540; i++) {
                Socket socket = caller();
                slow.add(socket);
                send(socket, begun);
            }
            for (int i = 0; i < 20; i++) {
                taken("echo 95" + i, ECHO.say("95" + i, "还在吗" + "？".repeat(20_000)));
            }
            String first = answer(slow.get(0));
            assertThat(first).startsWith("HTTP/1.1 408").contains("too-slow");
        } finally {
            close(slow);
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static String said(String request) throws IOException {
        try (Socket socket = caller()) {
            send(socket, request);
            return answer(socket);
        }
    }

    private static Socket caller() throws IOException {
        Socket socket = new Socket("127.0.0.1", hub.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        byte[] first = new byte[4096];
        int read = 0;
        int more;
        while (read < first.length && (more = socket.getInputStream().read(first, read, first.length - read)) > 0) {
            read += more;
            if (new String(first, 0, read, StandardCharsets.UTF_8).contains("}")) {
                break;
            }
        }
        return new String(first, 0, read, StandardCharsets.UTF_8);
    }

    @Test
    void whatAConnectorBreaksOnIsKeptAndSentAgain() throws Exception {
        List<String> ways = List.of("throw", "fail", "miss", "recurse", "null", "hang", "hang-on");
        for (String how : ways) {
            HttpResponse<String> answer = trouble(how, how);
            assertThat(answer.statusCode()).as(how + " " + answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).as(how).isPresent();
            isProblem(answer, 503, "come-again");
            tellsNothing(answer);
        }
        // More at once than one account may have in its connector: the rest is sent away, nobody else notices.
        List<Future<HttpResponse<String>>> crowd = IntStream.range(0, 100)
                .mapToObj(i -> THREADS.submit(() -> trouble("hang", "hang")))
                .toList();
        for (Future<HttpResponse<String>> one : crowd) {
            assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        }
        assertThat(letters()).hasSize(ways.size());

        String one = "/api/v1/dead-letters/" + letters().get(0).get("id").asText() + "/send-again";
        assertThat(hub.send("POST", one, "").statusCode()).isLessThan(500);
        hub.configure("trouble~main", Map.of("cured", "true"));
        Eventually.until("trouble is cured", () -> trouble("throw", "throw").statusCode() == 200);
        for (JsonNode letter : letters()) {
            HttpResponse<String> sent =
                    hub.send("POST", "/api/v1/dead-letters/" + letter.get("id").asText() + "/send-again", "");
            assertThat(sent.body()).contains("taken");
        }
        assertThat(letters()).isEmpty();
        ways.forEach(how -> ACKNOWLEDGED.add("trouble " + how));
    }

    private static List<JsonNode> letters() {
        List<JsonNode> letters = new ArrayList<>();
        hub.get("/api/v1/dead-letters").get("items").forEach(letters::add);
        return letters;
    }

    private static HttpResponse<String> trouble(String how, String text) {
        return Push.post("/connect/trouble/main?how=" + how, Map.of(), text).to(hub);
    }

    private static Push raw(Voice voice, String body) {
        return Push.post(voice.path(), Map.of("Content-Type", "text/xml"), body);
    }

    private static Push dingtalk(String body) {
        return DINGTALK.dingtalk(body, Instant.now());
    }

    private static Push truncated(Push push) {
        return push.withBody(cut(push.body()));
    }

    private static byte[] cut(byte[] body) {
        return Arrays.copyOf(body, body.length * 2 / 3);
    }
}
