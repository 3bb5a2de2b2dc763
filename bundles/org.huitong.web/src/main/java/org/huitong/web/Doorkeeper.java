// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.access.SessionCookie;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Asks everybody who comes to {@code /api/v1} who they are. The servlets call it themselves: a filter beside them could
 * be away for the moment in which a request comes.
 */
@Component(service = Doorkeeper.class)
public final class Doorkeeper {
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String LOGIN = "/api/v1/session";
    private static final String VIEW = LOGIN + "/view";
    private static final String WAYS = "/api/v1/logins";
    private static final String BEARER = "bearer ";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    // Access is replaced by restart only, but comes up on its own time: until then there is an answer, and it is no.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Entrance entrance;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile DecisionPoint decisions;

    @Activate
    public Doorkeeper() {}

    public Doorkeeper(Entrance entrance, DecisionPoint decisions) {
        this.entrance = entrance;
        this.decisions = decisions;
    }

    /** Whether somebody may do something at all; until it can be judged, nobody may anything. */
    public boolean may(Asker asker, String permission) {
        DecisionPoint at = decisions;
        return at != null && at.decide(asker, Act.of(permission)).allows();
    }

    /** Whether the menu shows somebody what needs this permission. */
    public boolean shows(Asker asker, String permission) {
        DecisionPoint at = decisions;
        return at != null && at.shows(asker, Act.of(permission)).allows();
    }

    /**
     * Lets somebody in, or says with which answer to turn them away.
     *
     * @param subject the first step of the path below {@code /api/v1}
     */
    public Admission admit(HttpServletRequest request, String subject) {
        return admit(request, subject, Entrance::session);
    }

    /** The same for who only watches: it is no use of a session, which ends when nobody does anything with it. */
    public Admission admitToWatch(HttpServletRequest request, String subject) {
        return admit(request, subject, Entrance::look);
    }

    private Admission admit(
            HttpServletRequest request,
            String subject,
            BiFunction<Entrance, String, Optional<Entrance.Session>> sessions) {
        Entrance at = entrance;
        if (at == null) {
            return turned(503, "starting", "登录服务还没有就绪，请稍后再试。", "The login is not up yet. Try again in a moment.");
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return fromThere(at, bearer(at, authorization, request.getRemoteAddr()), request);
        }
        Optional<String> cookie = cookie(request);
        Optional<Entrance.Session> session = cookie.flatMap(value -> sessions.apply(at, value));
        if (isLogin(request)) {
            return new Admission.Nobody();
        }
        if (session.isEmpty()) {
            return turned(401, "not-logged-in", "请先登录，或发送有效的令牌。", "Log in first, or send a valid token.");
        }
        return fromThere(at, withSession(request, subject, cookie.get(), session.get()), request);
    }

    /** Of those who may come, some from certain addresses alone; whoever leaves may do so from everywhere. */
    private static Admission fromThere(Entrance at, Admission admission, HttpServletRequest request) {
        if (!(admission instanceof Admission.Admitted in) || isEnd(request)) {
            return admission;
        }
        return at.objection(in.asker(), request.getRemoteAddr())
                .<Admission>map(why -> new Admission.TurnedAway(ProblemDetails.of(403, "from-elsewhere", why)))
                .orElse(admission);
    }

    /** The person behind a credential as of now; empty once it opens nothing any more. */
    public Optional<Asker> stillOpens(Credential credential) {
        Entrance at = entrance;
        if (at == null) {
            return Optional.empty();
        }
        Optional<Asker> opens =
                switch (credential.kind()) {
                    case SESSION -> at.look(credential.secret())
                            .filter(s -> !s.mustChangePassword())
                            .map(Entrance.Session::asker);
                    case TOKEN -> at.token(credential.secret());
                };
        return opens.filter(asker -> at.objection(asker, credential.remote()).isEmpty());
    }

    public boolean present() {
        return entrance != null;
    }

    private static Admission bearer(Entrance at, String authorization, String remote) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return turned(
                    401,
                    "not-logged-in",
                    "Authorization 头只接受 Bearer 令牌。",
                    "Only bearer tokens are taken in the Authorization header.");
        }
        String token = authorization.substring(BEARER.length()).trim();
        return at.token(token)
                .<Admission>map(
                        asker -> new Admission.Admitted(asker, new Credential(Credential.Kind.TOKEN, token, remote)))
                .orElseGet(
                        () -> turned(401, "not-logged-in", "这个令牌无效，或者已经失效。", "This token opens nothing (any more)."));
    }

    private static Admission withSession(
            HttpServletRequest request, String subject, String cookie, Entrance.Session session) {
        if (!HARMLESS.contains(request.getMethod()) && !same(request.getHeader(CSRF_HEADER), session.csrf())) {
            return turned(
                    403,
                    "csrf",
                    "请用 " + CSRF_HEADER + " 头发送会话的 csrf 值。",
                    "Send the session's csrf value as " + CSRF_HEADER + ".");
        }
        if (session.mustChangePassword() && !"session".equals(subject)) {
            return turned(403, "password-change-needed", "请先修改密码。", "Change your password first.");
        }
        if (!HARMLESS.contains(request.getMethod())
                && session.asker().perspective().isPresent()
                && !isEnd(request)) {
            String name = session.asker().perspective().get().name();
            return turned(
                    403,
                    "viewing",
                    "您正在以“" + name + "”的视角查看，只能看，不能改。请先结束查看。",
                    "You look through the eyes of " + name + " and change nothing meanwhile. End it first.");
        }
        return new Admission.Admitted(
                session.asker(), new Credential(Credential.Kind.SESSION, cookie, request.getRemoteAddr()));
    }

    /** Whoever looks through the eyes of another ends that, or leaves. */
    private static boolean isEnd(HttpServletRequest request) {
        String path = path(request);
        return "DELETE".equals(request.getMethod()) && (path.equals(LOGIN) || path.equals(VIEW));
    }

    /** Who logs in is nobody yet, whoever they were before; the ways that lead elsewhere and back have their own subject. */
    private static boolean isLogin(HttpServletRequest request) {
        String path = path(request);
        return "POST".equals(request.getMethod()) && (path.equals(LOGIN) || path.equals(LOGIN + "/"))
                || path.equals(WAYS)
                || path.startsWith(WAYS + "/");
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private static boolean same(String given, String expected) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return SessionCookie.among(name -> Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst());
    }

    private static Admission turned(int status, String word, String zh, String en) {
        return new Admission.TurnedAway(ProblemDetails.of(status, word, LocalText.of(zh, en)));
    }

    /** What came of asking. */
    public sealed interface Admission {
        record Admitted(Asker asker, Credential credential) implements Admission {}

        /** Nobody yet, and on the way to log in. */
        record Nobody() implements Admission {}

        record TurnedAway(ProblemDetails problem) implements Admission {}
    }

    /** What somebody came with; kept by streams, which must ask again. */
    public record Credential(Kind kind, String secret, String remote) {
        /** How it was sent. */
        public enum Kind {
            SESSION,
            TOKEN
        }

        @Override
        public String toString() {
            return "Credential[" + kind + "]";
        }
    }
}
