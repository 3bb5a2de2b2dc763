// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.GivenRights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ConsoleDoorTest {
    private final People people = new People();
    private final ConsoleDoor door = new ConsoleDoor(
            people,
            new GivenRights()
                    .give("clerk", "rules.read")
                    .give("boss", Permissions.ADMINISTER)
                    .give("newcomer", Permissions.ADMINISTER));
    private final List<String> said = new ArrayList<>();
    private final StringWriter written = new StringWriter();
    private final List<Map<String, String>> headers = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "GET,  boss,     , text/html, in",
        "POST, boss,     , text/html, in",
        "GET,  clerk,    , text/html, 403",
        "GET,  newcomer, , text/html, 403",
        "GET,  stale,    , text/html, to /",
        "GET,  ,         , text/html, to /",
        "POST, ,         , text/html, 401",
        "GET,  ,         , */*,       401",
        "GET,  ,     boss:right, */*, in",
        "POST, ,     boss:right, */*, in",
        "GET,  ,     boss:wrong, */*, 401",
        "GET,  ,  clerk:right,   */*, 403",
        "GET,  ,  braked:right,  */*, 429",
        "GET,  ,  barred:right,  */*, 403",
        "GET,  ,  noColon,       */*, 401"
    })
    void whoComesIn(String method, String cookie, String basic, String accept, String expected) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", accept));
        if (basic != null) {
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic.getBytes()));
        }
        Object user = door.authenticate(request(method, cookie, headers), response());
        assertThat(user == null ? String.join(" ", said) : "in").isEqualTo(expected);
        assertThat(user == null || door.authorize(user, "anything")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Sec-Fetch-Site, cross-site, 403",
        "POST, Sec-Fetch-Site, same-site, 403",
        "POST, Sec-Fetch-Site, same-origin, in",
        "POST, Origin, https://evil.example, 403",
        "POST, Origin, null, 403",
        "POST, Origin, https://hub.example:8443, in",
        "GET, Sec-Fetch-Site, cross-site, in"
    })
    void callsOfOtherSitesAreTurnedAway(String method, String header, String value, String expected) {
        Object user = door.authenticate(
                request(method, "boss", Map.of("Host", "hub.example:8443", header, value)), response());
        assertThat(user == null ? String.join(" ", said) : "in").isEqualTo(expected);
    }

    @Test
    void brokenBase64IsNoCredential() {
        assertThat(door.authenticate(request("GET", null, Map.of("Authorization", "Basic %%%")), response()))
                .isNull();
        assertThat(said).containsExactly("401");
    }

    @Test
    void passwordIsCheckedOnceUntilTheSessionEnds() {
        Map<String, String> headers =
                Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString("boss:right".getBytes()));
        for (int i = 0; i < 5; i++) {
            assertThat(door.authenticate(request("GET", null, headers), response()))
                    .isNotNull();
        }
        assertThat(people.logins).isEqualTo(1);
        door.logout(request("POST", null, headers), response());
        assertThat(people.ended).containsExactly("boss-1");
        assertThat(door.authenticate(request("GET", null, headers), response())).isNotNull();
        assertThat(people.logins).isEqualTo(2);
    }

    @Test
    void everyAnswerRefusesToBeFramed() {
        door.authenticate(request("GET", "boss", Map.of()), response());
        door.authenticate(request("GET", null, Map.of()), response());
        assertThat(headers).hasSize(2).allSatisfy(answer -> assertThat(answer)
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .hasEntrySatisfying("Content-Security-Policy", policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                        .doesNotContain("*", "http:", "https:")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /bundles,                            in",
        "GET,  /bundles/12,                         in",
        "HEAD, /components,                         in",
        "POST, /bundles,                            403",
        "POST, /bundles/12,                         403",
        "POST, /bundles.json,                       403",
        "POST, /install,                            403",
        "POST, /components/7,                       403",
        "POST, /vmstat,                             403",
        "POST, /packages,                           403",
        "POST, /what.comes.with.another.bundle,     403",
        "POST, /configMgrX,                         403",
        "POST, '',                                  403",
        "PUT,  /configMgr/x,                        403",
        "DELETE, /configMgr/x,                      403",
        "POST, /configMgr,                          in",
        "POST, /configMgr/org.huitong.web.listen,   in",
        "POST, /huitong-extensions,                 in",
        "POST, /logs,                               in",
        "POST, /logout,                             in"
    })
    void whatRunsIsTheInstallers(String method, String path, String expected) {
        Object user = door.authenticate(request(method, "boss", Map.of(), path, Map.of()), response());
        assertThat(user == null ? String.join(" ", said) : "in").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "post ts,           in",
        "post create ts,    in",
        "post apply,        403",
        "post apply delete, 403",
        "post unbind ts,    403",
        "apply delete,      in"
    })
    void aGetThatTheConsoleTakesForAPostOnlyReads(String parameters, String expected) {
        Map<String, String> asked =
                Arrays.stream(parameters.split(" ")).collect(Collectors.toMap(name -> name, name -> "true"));
        Object user = door.authenticate(request("GET", "boss", Map.of(), "/configMgr/x", asked), response());
        assertThat(user == null ? String.join(" ", said) : "in").isEqualTo(expected);
    }

    @Test
    void aGetLogsNobodyOut() {
        door.logout(request("GET", "boss-1", Map.of()), response());
        assertThat(people.ended).isEmpty();
        assertThat(written.toString()).contains("<form method=\"post\">").doesNotContain("script");
        assertThat(headers.get(0)).doesNotContainKey("Set-Cookie");

        door.logout(request("POST", "boss-1", Map.of()), response());
        assertThat(people.ended).containsExactly("boss-1");
        assertThat(headers.get(1).get("Set-Cookie"))
                .startsWith("__Host-HUITONG_SESSION=;")
                .contains("Max-Age=0");
        assertThat(said).containsExactly("to /");
    }

    @Test
    void aCookieThatANeighbourCanPlantDoesNotCountBesideTheOtherOne() {
        assertThat(door.authenticate(request("GET", "clerk __Host-boss", Map.of()), response()))
                .isNotNull();
        assertThat(door.authenticate(request("GET", "boss __Host-stale", Map.of()), response()))
                .isNull();
    }

    @Test
    void whoChangesSomethingIsWrittenDown() {
        Logger logger = (Logger) LoggerFactory.getLogger(ConsoleDoor.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            door.authenticate(request("GET", "boss", Map.of()), response());
            door.authenticate(request("POST", "boss", Map.of()), response());
            door.authenticate(request("POST", "clerk", Map.of()), response());
            door.authenticate(request("POST", null, Map.of()), response());
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Something is done in the console, method=POST path=/system/console/configMgr/x by=boss");
    }

    private static HttpServletRequest request(String method, String cookie, Map<String, String> headers) {
        return request(method, cookie, headers, "/configMgr/x", Map.of());
    }

    /** @param cookies of sessions, one after the other */
    private static HttpServletRequest request(
            String method, String cookies, Map<String, String> headers, String path, Map<String, String> parameters) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ConsoleDoorTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, call, arguments) -> switch (call.getName()) {
                    case "getMethod" -> method;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "getCookies" -> cookies == null ? null : cookies(cookies);
                    case "getRequestURI" -> "/system/console" + path;
                    case "getPathInfo" -> path;
                    case "getParameterMap" -> parameters;
                    case "getLocale" -> Locale.SIMPLIFIED_CHINESE;
                    case "isSecure" -> true;
                    case "getRemoteAddr" -> "192.0.2.1";
                    default -> throw new UnsupportedOperationException(call.getName());
                });
    }

    private static Cookie[] cookies(String text) {
        return Stream.concat(
                        Stream.of(new Cookie("other", "x")),
                        Arrays.stream(text.split(" "))
                                .map(one -> one.startsWith("__Host-")
                                        ? new Cookie("__Host-HUITONG_SESSION", one.substring("__Host-".length()))
                                        : new Cookie("HUITONG_SESSION", one)))
                .toArray(Cookie[]::new);
    }

    private HttpServletResponse response() {
        Map<String, String> answer = new HashMap<>();
        headers.add(answer);
        return (HttpServletResponse) Proxy.newProxyInstance(
                ConsoleDoorTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, call, arguments) -> {
                    switch (call.getName()) {
                        case "getWriter" -> {
                            return new PrintWriter(written, true);
                        }
                        case "setContentType", "flushBuffer" -> {}
                        case "sendError" -> said.add(arguments[0].toString());
                        case "sendRedirect" -> said.add("to " + arguments[0]);
                        case "setHeader", "addHeader" -> {
                            assertThat(arguments[1]).isNotNull();
                            answer.put((String) arguments[0], (String) arguments[1]);
                        }
                        default -> throw new UnsupportedOperationException(call.getName());
                    }
                    return null;
                });
    }

    /** A boss who administers, a clerk who does not, a newcomer who has to change the password first. */
    private static final class People implements Entrance {
        private final List<String> ended = new ArrayList<>();
        private int logins;

        @Override
        public Optional<Session> session(String cookie) {
            String who = cookie.split("-")[0];
            if (ended.contains(cookie) || who.equals("stale")) {
                return Optional.empty();
            }
            return Optional.of(new Session(new Asker(who, who, Optional.empty()), "csrf", who.equals("newcomer")));
        }

        @Override
        public Optional<Session> look(String cookie) {
            return session(cookie);
        }

        @Override
        public Optional<Asker> token(String token) {
            return Optional.empty();
        }

        @Override
        public Login login(String account, char[] password, String remote) {
            if (account.equals("braked")) {
                return new Login.Braked(7);
            }
            if (account.equals("barred")) {
                return new Login.Barred(LocalText.of("不能从这里登录", "Not from there"));
            }
            if (!new String(password).equals("right")) {
                return new Login.Refused();
            }
            String cookie = account + "-" + ++logins;
            return new Login.Opened(cookie, session(cookie).orElseThrow());
        }

        @Override
        public void logout(String cookie) {
            ended.add(cookie);
        }

        @Override
        public Optional<Asker> current(String account) {
            return Optional.empty();
        }
    }
}
