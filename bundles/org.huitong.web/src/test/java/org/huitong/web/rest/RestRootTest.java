// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.store.StoreException;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.testkit.HeardAudit;
import org.huitong.web.Doorkeeper;
import org.huitong.web.FakeBundles;
import org.huitong.web.FakeEntrance;
import org.huitong.web.House;
import org.huitong.web.Json;
import org.huitong.web.Overheard;
import org.huitong.web.Undeclared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

@Timeout(60)
class RestRootTest {
    private static final String[] TOKEN = {"Authorization", "Bearer t-anna"};
    private static final int LARGE = 256 * 1024;
    /** For all bodies of the usual size. */
    private static final int ROOM = 5 * BodyLimit.BYTES;

    @TempDir
    private java.nio.file.Path folder;

    private final Echo echo = new Echo();
    private Bundle bundle;
    private FakeEntrance entrance;
    private RestRoot root;
    private House house;

    @BeforeEach
    void open() throws Exception {
        bundle = FakeBundles.bundle(folder);
        entrance = new FakeEntrance();
        entrance.lets("t-bert", "bert");
        root = new RestRoot(FakeBundles.context(bundle), entrance.doorkeeper(), entrance.rights, new Anteroom(ROOM));
        root.addResource(resource("echo", echo));
        root.addResource(resource("session", new Session()));
        house = new House().with(root, "/api/v1/*").open();
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @ParameterizedTest
    @CsvSource({
        // method, path, cookie, csrf, token, status, word
        "GET,  /echo,          ,        ,          ,        401, not-logged-in",
        "GET,  /echo,          ,        ,          t-anna,  200,",
        "GET,  /echo,          ,        ,          t-other, 401, not-logged-in",
        "GET,  /echo,          c-anna,  ,          ,        200,",
        "GET,  /echo,          c-anna,  ,          t-other, 401, not-logged-in",
        "GET,  /echo,          c-other, ,          ,        401, not-logged-in",
        "POST, /echo,          c-anna,  ,          ,        403, csrf",
        "POST, /echo,          c-anna,  csrf-new,  ,        403, csrf",
        "POST, /echo,          c-anna,  csrf-anna, ,        200,",
        "POST, /echo,          ,        ,          t-anna,  200,",
        "GET,  /echo,          c-far,   ,          ,        403, from-elsewhere",
        "DELETE, /session,     c-far,   csrf-far,  ,        405, method-not-allowed",
        "POST, /echo,          c-eyes,  csrf-eyes, ,        403, viewing",
        "DELETE, /echo,        c-eyes,  csrf-eyes, ,        403, viewing",
        "DELETE, /session/view, c-eyes, csrf-eyes, ,        404, not-found",
        "GET,  /echo,          c-new,   ,          ,        403, password-change-needed",
        "GET,  /session,       c-new,   ,          ,        200,",
        "GET,  /session,       ,        ,          ,        401, not-logged-in",
        "POST, /session,       ,        ,          ,        200,",
        "POST, /session/other, ,        ,          ,        401, not-logged-in",
        "POST, /session/other, c-new,   csrf-new,  ,        404, not-found",
        "GET,  /echo/problem,  ,        ,          t-anna,  409, odd",
        "GET,  /echo/nothing,  ,        ,          t-anna,  404, not-found",
        "PUT,  /echo,          ,        ,          t-anna,  405, method-not-allowed",
        "GET,  /nobody,        ,        ,          t-anna,  404, no-such-subject",
        "GET,  /nobody,        ,        ,          ,        401, not-logged-in",
        "GET,  '',             ,        ,          t-anna,  404, no-such-subject",
        "GET,  /echo/boom,     ,        ,          t-anna,  500, internal",
    })
    void whoComesGetsWhat(String method, String path, String cookie, String csrf, String token, int status, String word)
            throws Exception {
        HttpRequest.Builder request = house.to("/api/v1" + path)
                .header("Content-Type", "application/json")
                .method(method, "GET".equals(method) ? BodyPublishers.noBody() : BodyPublishers.ofString("{\"n\":1}"));
        if (cookie != null) {
            request.header("Cookie", "other=x; HUITONG_SESSION=" + cookie);
        }
        if (csrf != null) {
            request.header("X-CSRF-Token", csrf);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = house.send(request);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        if (word != null) {
            JsonNode problem = Json.MAPPER.readTree(response.body());
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(problem.path("word").asText()).isEqualTo(word);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("type").asText()).endsWith(word);
            assertThat(response.body()).doesNotContain("inner", "java.", "org.huitong");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"n\":\"x\"}                | line 1, column 6: 'n'",
                "{\"n\":1,                    | line 1",
                "{\"n\":1} x                  | line 1",
                "[]                           | not of the shape",
                "null                         | not null",
                "''                           | there is none",
                "{\"at\":\"yesterday\"}       | 'at'",
            })
    void badBodiesAreExplainedWithoutBeingQuoted(String body, String expected) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(response.body()).path("detail").asText())
                .contains(expected)
                .doesNotContain("yesterday");
    }

    @Test
    void deepAndLargeBodiesAreTurnedAway() throws Exception {
        assertThat(post("/large", "[".repeat(100_000)).statusCode()).isEqualTo(400);
        assertThat(post("{\"n\":1}" + " ".repeat(BodyLimit.BYTES)).statusCode()).isEqualTo(413);
        assertThat(post("/large", "{\"n\":1}" + " ".repeat(BodyLimit.BYTES)).statusCode())
                .isEqualTo(200);
        assertThat(post("/large", "{\"n\":1}" + " ".repeat(LARGE)).statusCode()).isEqualTo(413);
    }

    /** It would be kept as a question mark. */
    @Test
    void halfACharacterIsTurnedAwayAndAWholeOneIsNot() throws Exception {
        HttpResponse<String> half = post("{\"n\":1,\"text\":\"a\\ud83d\"}");
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(half.body()).contains("lone surrogate");
        assertThat(post("{\"n\":1,\"\\ude00\\ud83d\":2}").statusCode()).isEqualTo(400);
        assertThat(post("{\"n\":1,\"text\":\"a\\ud83d\\ude00\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void strangersSendLittle() throws Exception {
        String large = "{\"n\":1}" + " ".repeat(Sieve.MOST_OF_A_STRANGER);
        HttpRequest.Builder login = house.to("/api/v1/session").header("Content-Type", "application/json");
        assertThat(house.send(login.POST(BodyPublishers.ofString(large))).statusCode())
                .isEqualTo(413);
        // Nor piece by piece, without saying beforehand how much it is.
        assertThat(house.send(login.POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large))))
                        .statusCode())
                .isEqualTo(413);
        assertThat(post(large).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSendsNothingHearsThatSomethingIsNeeded() throws Exception {
        HttpResponse<String> response =
                house.send(house.to("/api/v1/echo").headers(TOKEN).POST(BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("there is none");
    }

    @Test
    void headersAndParametersThatCannotBeReadAreExplainedToo() throws Exception {
        HttpResponse<String> header = house.send(house.to("/api/v1/echo")
                .headers(TOKEN)
                .header("Content-Type", "///")
                .POST(BodyPublishers.ofString("{}")));
        HttpResponse<String> parameter = house.get("/api/v1/echo/counted?n=x", TOKEN);
        for (HttpResponse<String> response : List.of(header, parameter)) {
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(parameter.body()).contains("n cannot be read");
    }

    /** Of a resource, of one who is not known, of one who sends no JSON, of nothing that is there. */
    @Test
    void whatWentWrongIsSaidInTheLanguageThatIsAskedFor() throws Exception {
        String[] chinese = {TOKEN[0], TOKEN[1], "Accept-Language", "zh-CN"};
        assertThat(detail("zh-CN", house.get("/api/v1/echo/problem", chinese))).isEqualTo("这很奇怪。");
        assertThat(detail("en", house.get("/api/v1/echo/problem", TOKEN))).isEqualTo("This is odd.");
        assertThat(detail("zh-CN", house.get("/api/v1/echo", "Accept-Language", "zh-CN")))
                .contains("请先登录");
        assertThat(detail("zh-CN", house.get("/api/v1/nothing", chinese))).contains("/api/v1/nothing 下没有内容");
        assertThat(detail(
                        "zh-CN",
                        house.send(house.to("/api/v1/echo")
                                .headers(chinese)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"n\":")))))
                .contains("第 1 行", "不是正确的 JSON");
        assertThat(detail("zh-CN", house.get("/api/v1/echo/counted?n=x", chinese)))
                .contains("n 的内容无法理解");
    }

    private static String detail(String language, HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Language")).contains(language);
        return Json.MAPPER.readTree(response.body()).path("detail").asText();
    }

    @Test
    void bytesThatAreNoTextAreTheCallersMistake() throws Exception {
        HttpResponse<String> response = house.send(house.to("/api/v1/echo")
                .headers(TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {0, 0, (byte) 0xff, (byte) 0xfe})));
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"n\":1,\"text\":\"a\\u0000b\"}      | 400",
                "{\"n\":1,\"list\":[{\"a\":\"\\u001b\"}]} | 400",
                "{\"n\":1,\"a\\u0000\":1}                | 400",
                "{\"n\":1,\"text\":\"\\u007f\"}         | 400",
                "{\"n\":1,\"text\":\"a\\t\\r\\nb 你好\"} | 200",
            })
    void controlCharactersComeNoFurther(String body, int status) throws Exception {
        assertThat(post(body).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"?text=a%00, 400", "?a=b&text=%0A, 400", "?text=%E4%BD%A0, 200", "/named/a%01, 400", "/named/a, 200"})
    void noAddressHoldsThemEither(String address, int status) throws Exception {
        assertThat(house.get("/api/v1/echo" + address, TOKEN).statusCode()).isEqualTo(status);
    }

    /** Small values take many times their bytes once they are read. */
    @Test
    void onlySoManyValuesAreMadeOfABody() throws Exception {
        String most = "{\"n\":1,\"list\":[" + "1,".repeat(BodyLimit.VALUES - 8) + "1]}";
        assertThat(post(most).statusCode()).isEqualTo(200);
        HttpResponse<String> response = post(most.replaceFirst("1,1", "1,1,1"));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("too-many-values");
        assertThat(post("/large", most.replaceFirst("1,1", "1,1,1")).statusCode())
                .isEqualTo(200);
    }

    /** A place is kept until the call is over, since what is made of a body lives as long. */
    @Test
    void onlySoManyLargeBodiesAreDealtWithAtOnce() throws Exception {
        String large = "{\"n\":1}" + " ".repeat(BodyLimit.BYTES);
        List<CompletableFuture<HttpResponse<String>>> underWay = new ArrayList<>();
        for (int i = 0; i < Anteroom.LARGE_AT_ONCE; i++) {
            underWay.add(house.client().sendAsync(to("/long", large).build(), HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(echo.inside.tryAcquire(Anteroom.LARGE_AT_ONCE, 20, TimeUnit.SECONDS))
                .isTrue();
        HttpResponse<String> oneMore = post("/large", large);
        assertThat(oneMore.statusCode()).isEqualTo(503);
        assertThat(oneMore.headers().firstValue("Retry-After")).isPresent();
        assertThat(post("{\"n\":2}").body()).isEqualTo("{\"n\":2}");
        echo.goOn.countDown();
        for (CompletableFuture<HttpResponse<String>> one : underWay) {
            assertThat(one.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"n\":1}");
        }
        assertThat(post("/large", large).statusCode()).isEqualTo(200);
    }

    @Test
    void usualBodiesOfAllTogetherHaveSoMuchRoomAndStrangersTheirOwn() throws Exception {
        String usual = "{\"n\":1}" + " ".repeat(BodyLimit.BYTES - 100);
        List<CompletableFuture<HttpResponse<String>>> underWay = new ArrayList<>();
        for (int i = 0; i < ROOM / BodyLimit.BYTES; i++) {
            underWay.add(house.client().sendAsync(to("/long", usual).build(), HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(echo.inside.tryAcquire(underWay.size(), 20, TimeUnit.SECONDS))
                .isTrue();
        assertThat(post(usual).statusCode()).isEqualTo(503);
        HttpRequest.Builder login = house.to("/api/v1/session").header("Content-Type", "application/json");
        assertThat(house.send(login.POST(BodyPublishers.ofString("{\"n\":1}"))).statusCode())
                .isEqualTo(200);
        echo.goOn.countDown();
        for (CompletableFuture<HttpResponse<String>> one : underWay) {
            assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(post(usual).statusCode()).isEqualTo(200);
    }

    /** The body never comes: nobody waits for it. */
    @ParameterizedTest
    @CsvSource({
        "POST, /guarded,      t-anna, 201",
        "POST, /guarded,      t-bert, 403",
        "PUT,  /guarded/5,    t-bert, 403",
        "POST, /guarded/open, t-bert, 200",
        "POST, /guarded,      t-none, 401",
    })
    void rightsAreJudgedBeforeTheBody(String method, String path, String token, int status) throws Exception {
        root.addResource(resource("guarded", new Guarded()));
        try (Socket socket = new Socket("127.0.0.1", house.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + " /api/v1" + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            if (status < 400) {
                assertThat(socket.getInputStream().available()).isZero();
                socket.getOutputStream().write("{\"n\":1}".getBytes(StandardCharsets.US_ASCII));
            }
            byte[] first = socket.getInputStream().readNBytes(12);
            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 " + status);
        }
    }

    /** What a token was made for it may; what is for whoever is logged in only where a way lets every token in. */
    @ParameterizedTest
    @CsvSource({"/guarded/open, t-anna, 200", "/guarded/open, t-narrow, 403", "/guarded/any, t-narrow, 200"})
    void aTokenMadeForLittleComesInWhereAWaySaysSo(String path, String token, int status) throws Exception {
        root.addResource(resource("guarded", new Guarded()));
        entrance.tokens.put("t-narrow", new Asker("narrow", "n", Optional.empty(), Optional.of("7")));
        HttpRequest.Builder call = house.to("/api/v1" + path).headers("Authorization", "Bearer " + token);
        assertThat(house.send(call.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(status);
    }

    /** Finding: whoever was refused was so without a trace; a call with a body is judged twice and noted once. */
    @Test
    void aRefusalIsNotedOnce() throws Exception {
        HeardAudit audit = new HeardAudit();
        root.audit = audit;
        root.addResource(resource("guarded", new Guarded()));
        for (String token : List.of("t-bert", "t-anna")) {
            HttpRequest.Builder call = house.to("/api/v1/guarded").headers("Authorization", "Bearer " + token);
            house.send(call.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
        }
        assertThat(audit.lines()).containsExactly("bert hub.administer call refused");
    }

    /** A class that declares nothing is what its service declares; with neither, nobody comes in. */
    @Test
    void whatSaysNothingIsWhatItsServiceSays() throws Exception {
        root.addResource(FakeBundles.reference(
                bundle,
                new Quiet(),
                Map.of("huitong.rest.subject", "quiet", Permitted.PROPERTY, Permissions.ADMINISTER)));
        entrance.lets("t-clerk", "clerk", "rules.read");
        for (String path : List.of("/api/v1/quiet", "/api/v1/quiet/below")) {
            assertThat(status(path, "t-anna")).isEqualTo(200);
            assertThat(status(path, "t-clerk")).isEqualTo(403);
        }
    }

    private int status(String path, String token) throws Exception {
        return house.send(house.to(path).headers("Authorization", "Bearer " + token))
                .statusCode();
    }

    @Test
    void rightsThatCannotBeJudgedAreNoRights() throws Exception {
        RestRoot early =
                new RestRoot(FakeBundles.context(bundle), new FakeEntrance().doorkeeper(), null, new Anteroom(ROOM));
        early.addResource(resource("guarded", new Guarded()));
        try (House starting = new House().with(early, "/api/v1/*").open()) {
            HttpRequest.Builder call = starting.to("/api/v1/guarded").headers(TOKEN);
            assertThat(starting.send(call.POST(BodyPublishers.ofString("{}"))).statusCode())
                    .isEqualTo(503);
        }
    }

    /** No body without an end, no operation whose body nobody wants, keeps anybody waiting. */
    @Test
    void aBodyThatNobodyWantsIsNotReadAndChunksAre() throws Exception {
        HttpRequest.Builder chunked = house.to("/api/v1/echo")
                .headers(TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("{\"n\":3}")));
        assertThat(house.send(chunked).body()).isEqualTo("{\"n\":3}");
        HttpRequest.Builder unwanted =
                house.to("/api/v1/echo/named/a").headers(TOKEN).method("GET", BodyPublishers.ofString("what for?"));
        assertThat(house.send(unwanted).statusCode()).isEqualTo(200);
    }

    @Test
    void recordsTravelAsTheyAre() throws Exception {
        assertThat(house.get("/api/v1/echo", TOKEN).body())
                .isEqualTo("{\"who\":\"anna\",\"at\":\"2026-01-02T03:04:05Z\",\"took\":\"PT3S\",\"list\":[]}");
        assertThat(post("{\"n\":7,\"at\":\"2026-01-02T03:04:05Z\",\"unknown\":true}")
                        .body())
                .isEqualTo("{\"n\":7,\"at\":\"2026-01-02T03:04:05Z\"}");
    }

    @Test
    void aRequestUnderWayEndsOnTheApplicationItBeganWith() throws Exception {
        Slow slow = new Slow();
        ServiceReference<RestResource> reference = resource("slow", slow);
        root.addResource(reference);
        CompletableFuture<HttpResponse<String>> underWay = house.client()
                .sendAsync(house.to("/api/v1/slow").headers(TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(slow.inside.await(20, TimeUnit.SECONDS)).isTrue();

        root.removeResource(reference);
        assertThat(house.get("/api/v1/slow", TOKEN).statusCode()).isEqualTo(404);
        assertThat(house.get("/api/v1/echo", TOKEN).statusCode()).isEqualTo(200);
        slow.leave.countDown();

        assertThat(underWay.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"done\":true}");
    }

    @Test
    void aSecondResourceOfASubjectStandsBesideTheFirst() throws Exception {
        assertThat(house.get("/api/v1/echo/more", TOKEN).statusCode()).isEqualTo(404);
        ServiceReference<RestResource> more = resource("echo", new More());
        root.addResource(more);
        assertThat(house.get("/api/v1/echo/more", TOKEN).statusCode()).isEqualTo(200);
        assertThat(house.get("/api/v1/echo", TOKEN).statusCode()).isEqualTo(200);
        root.removeResource(more);
        assertThat(house.get("/api/v1/echo/more", TOKEN).statusCode()).isEqualTo(404);
    }

    @Test
    void aSubjectThatCannotBeBuiltHarmsNoOther() throws Exception {
        root.addResource(resource("broken", new Broken()));
        HttpResponse<String> response = house.get("/api/v1/broken", TOKEN);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(Json.MAPPER.readTree(response.body()).path("incident").asText())
                .hasSize(36);
        assertThat(house.get("/api/v1/echo", TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheDatabaseUndidForAnotherIsToBeTriedAgain() throws Exception {
        HttpResponse<String> response = house.get("/api/v1/echo/met", TOKEN);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("met-another").doesNotContain("inner");
    }

    @Test
    void whatAFailureSaysIsNotInTheLog() throws Exception {
        try (Overheard log = new Overheard()) {
            assertThat(house.get("/api/v1/echo/boom", TOKEN).statusCode()).isEqualTo(500);
            assertThat(log.text()).contains("java.lang.IllegalStateException").doesNotContain("inner");
        }
    }

    @Test
    void theDocumentIsMadeOfWhatIsThere() throws Exception {
        Files.createDirectories(folder.resolve("openapi"));
        Files.writeString(
                folder.resolve("openapi/echo.json"),
                """
                {"paths": {"/echo": {"get": {}}, "/echo/{id}": {}, "/session": {"post": {"stolen": true}}},
                 "components": {"schemas": {"Echo": {"type": "object"}}}}
                """);
        assertThat(house.get("/api/v1/openapi.json").statusCode()).isEqualTo(401);
        JsonNode document =
                Json.MAPPER.readTree(house.get("/api/v1/openapi.json", TOKEN).body());

        assertThat(document.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .contains("/echo", "/echo/{id}", "/events");
        assertThat(document.path("paths").has("/session")).isFalse();
        assertThat(document.at("/components/schemas/Echo/type").asText()).isEqualTo("object");
        assertThat(document.at("/components/securitySchemes/token/scheme").asText())
                .isEqualTo("bearer");
    }

    @Test
    void whatDoesNotSayWhoMayComeIsNotServedAndIsNamed() throws Exception {
        ServiceReference<RestResource> silent =
                FakeBundles.reference(bundle, new Echo(), Map.of("huitong.rest.subject", "silent"));
        root.addResource(silent);
        assertThat(house.get("/api/v1/silent", TOKEN).statusCode()).isEqualTo(404);
        assertThat(root.objections()).anyMatch(why -> why.en().contains("/api/v1/silent"));
        root.removeResource(silent);
        assertThat(root.objections()).isEmpty();
    }

    @Test
    void beforeTheLoginIsUpNobodyComesIn() throws Exception {
        try (House early = new House()
                .with(new RestRoot(FakeBundles.context(bundle), new Doorkeeper(), new Undeclared()), "/api/v1/*")
                .open()) {
            HttpResponse<String> response = early.get("/api/v1/echo", TOKEN);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post("", body);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return house.send(to(path, body));
    }

    private HttpRequest.Builder to(String path, String body) {
        return house.to("/api/v1/echo" + path)
                .headers(TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private ServiceReference<RestResource> resource(String subject, RestResource resource) {
        return FakeBundles.reference(
                bundle, resource, Map.of("huitong.rest.subject", subject, Permitted.PROPERTY, "everybody"));
    }

    @Path("")
    public static final class Echo implements RestResource {
        final Semaphore inside = new Semaphore(0);
        final CountDownLatch goOn = new CountDownLatch(1);

        @GET
        @Produces("application/json")
        public Out get(@Context SecurityContext context) {
            return new Out(
                    context.getUserPrincipal().getName(),
                    Instant.parse("2026-01-02T03:04:05Z"),
                    Duration.ofSeconds(3),
                    Optional.empty(),
                    List.of());
        }

        @POST
        @Produces("application/json")
        public In post(In in) {
            return in;
        }

        @POST
        @Path("large")
        @Produces("application/json")
        public In large(@BodyLimit(bytes = LARGE, values = 2 * BodyLimit.VALUES) In in) {
            return in;
        }

        @POST
        @Path("long")
        @Produces("application/json")
        public In takesLong(@BodyLimit(bytes = LARGE) In in) throws InterruptedException {
            inside.release();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            return in;
        }

        @GET
        @Path("named/{name}")
        public String named(@PathParam("name") String name) {
            return "{}";
        }

        @GET
        @Path("counted")
        public String counted(@QueryParam("n") int n) {
            return "{}";
        }

        @GET
        @Path("problem")
        public String problem() {
            throw new Problem(409, "odd", LocalText.of("这很奇怪。", "This is odd."));
        }

        @GET
        @Path("boom")
        public String boom() {
            throw new IllegalStateException("inner");
        }

        @GET
        @Path("met")
        public String met() {
            throw new StoreException("inner", new SQLTransactionRollbackException("inner", "40XL1"));
        }
    }

    record Out(String who, Instant at, Duration took, Optional<String> nothing, List<String> list) {}

    record In(int n, Optional<Instant> at) {}

    @Path("")
    public static final class More implements RestResource {
        @GET
        @Path("more")
        public String more() {
            return "more";
        }
    }

    @Path("")
    @Permitted(Permissions.ADMINISTER)
    public static final class Guarded implements RestResource {
        @POST
        public Response post(In in) {
            return Response.status(201).build();
        }

        @PUT
        @Path("{id}")
        public Response put(@PathParam("id") String id, In in) {
            return Response.ok().build();
        }

        @POST
        @Path("any")
        @Permitted(Permitted.EVERY_TOKEN)
        public Response any(In in) {
            return Response.ok().build();
        }

        @POST
        @Path("open")
        @Permitted(Permitted.EVERYBODY)
        public Response open(In in) {
            return Response.ok().build();
        }
    }

    /** Says nothing, and hands over to something that says nothing. */
    @Path("")
    public static final class Quiet implements RestResource {
        @GET
        @Produces("application/json")
        public String get() {
            return "{}";
        }

        @Path("below")
        public Below below() {
            return new Below();
        }
    }

    /** No service of its own. */
    public static final class Below {
        @GET
        @Produces("application/json")
        public String get() {
            return "{}";
        }
    }

    @Path("")
    public static final class Session implements RestResource {
        @GET
        public String get() {
            return "{}";
        }

        @POST
        @Permitted(Permitted.PUBLIC)
        public String post(In in) {
            return "{}";
        }
    }

    @Path("")
    public static final class Slow implements RestResource {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);

        @GET
        @Produces("application/json")
        public String get() throws InterruptedException {
            inside.countDown();
            assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
            return "{\"done\":true}";
        }
    }

    /** Two methods for one call: no application can be built of it. */
    @Path("")
    public static final class Broken implements RestResource {
        @GET
        public String one() {
            return "";
        }

        @GET
        public String other() {
            return "";
        }
    }
}
