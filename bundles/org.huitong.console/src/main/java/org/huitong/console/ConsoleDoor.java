// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Entrance.Session;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.SessionCookie;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets administrators into the web console, by their session or by HTTP Basic, and nobody else. */
@Component(property = SecurityProvider.PROPERTY_ID + "=org.huitong.console")
public final class ConsoleDoor implements SecurityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleDoor.class);
    static final String LOGOUT = "logout";
    private static final String BASIC = "basic ";

    /**
     * The console's pages have scripts, handlers and styles in their midst, and its table sorter and upload form write
     * code as they go: so much it needs. Nothing comes from, or goes, elsewhere.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private static final LocalText LEAVE = LocalText.of("退出登录", "Log out");
    private static final LocalText LEAVING =
            LocalText.of("退出后，员工页面的这次登录也会结束。", "This ends the session of the staff pages as well.");
    private static final Act ADMINISTER = Act.of(Permissions.ADMINISTER);
    private final Entrance entrance;
    private final DecisionPoint decisions;
    private final BasicSessions basic = new BasicSessions();

    @Activate
    public ConsoleDoor(@Reference Entrance entrance, @Reference DecisionPoint decisions) {
        this.entrance = entrance;
        this.decisions = decisions;
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        // No other site may show the console in a frame and let an administrator click in it.
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "same-origin");
        Asker asker = whoComes(request, response);
        return asker == null || isRefused(asker, request, response) ? null : asker;
    }

    private static boolean isRefused(Asker asker, HttpServletRequest request, HttpServletResponse response) {
        Optional<LocalText> objection = Reach.objection(request);
        if (!Reach.isHarmless(request) || objection.isPresent()) {
            // Never the query or the body: there may be secrets in them.
            LOG.info(
                    objection.isPresent()
                            ? "Something in the console was refused, method={} path={} by={}"
                            : "Something is done in the console, method={} path={} by={}",
                    request.getMethod(),
                    request.getRequestURI(),
                    asker.account());
        }
        objection.ifPresent(why -> say(403, why.in(request.getLocale()), response));
        return objection.isPresent();
    }

    private static void say(int status, String sentence, HttpServletResponse response) {
        try {
            response.sendError(status, sentence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null where nobody comes in, and the answer is given. */
    private Asker whoComes(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (comesFromElsewhere(request)) {
                response.sendError(403, "This call comes from another site.");
                return null;
            }
            String authorization = request.getHeader("Authorization");
            if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
                return byBasic(authorization, request, response);
            }
            Optional<Session> session = cookie(request).flatMap(entrance::session);
            if (session.isPresent()) {
                return administrator(session.get(), request, response);
            }
            askWhoComes(request, response);
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Browsers send cookies and Basic along with calls that other sites make; console calls have no other guard. */
    private static boolean comesFromElsewhere(HttpServletRequest request) {
        if (Reach.isHarmless(request)) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin != null && !host(origin).equals(Optional.ofNullable(request.getHeader("Host")));
    }

    private static Optional<String> host(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Asker byBasic(String authorization, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Session> known = basic.cookie(authorization).flatMap(entrance::session);
        if (known.isPresent()) {
            return administrator(known.get(), request, response);
        }
        Optional<String[]> pair = pair(authorization.substring(BASIC.length()).trim());
        if (pair.isEmpty()) {
            challenge(response);
            return null;
        }
        Login login = entrance.login(pair.get()[0], pair.get()[1].toCharArray(), request.getRemoteAddr());
        if (login instanceof Login.Opened opened) {
            basic.keep(authorization, opened.cookie()).ifPresent(entrance::logout);
            return administrator(opened.session(), request, response);
        }
        if (login instanceof Login.Braked braked) {
            response.setHeader("Retry-After", Long.toString(braked.seconds()));
            response.sendError(429, "Too many wrong tries. Try again in " + braked.seconds() + " s.");
            return null;
        }
        if (login instanceof Login.Barred barred) {
            // The password was right: asked for it again, a browser would ask for ever.
            response.sendError(403, barred.reason().en());
            return null;
        }
        challenge(response);
        return null;
    }

    private static Optional<String[]> pair(String encoded) {
        try {
            String[] pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 ? Optional.of(pair) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Asker administrator(Session session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (session.mustChangePassword()) {
            response.sendError(403, "Change your password first, at the staff pages.");
            return null;
        }
        if (session.asker().perspective().isPresent()) {
            response.sendError(403, "You look through the eyes of another: end that first, at the staff pages.");
            return null;
        }
        Optional<LocalText> objection = entrance.objection(session.asker(), request.getRemoteAddr());
        if (objection.isPresent()) {
            response.sendError(403, objection.get().in(request.getLocale()));
            return null;
        }
        if (!decisions.decide(session.asker(), ADMINISTER).allows()) {
            response.sendError(403, "The console is for administrators.");
            return null;
        }
        return session.asker();
    }

    private static void askWhoComes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accepts = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        if ("GET".equals(request.getMethod()) && accepts.contains("text/html")) {
            response.sendRedirect("/");
        } else {
            challenge(response);
        }
    }

    private static void challenge(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"Huitong\", charset=\"UTF-8\"");
        response.sendError(401, "Log in first.");
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return SessionCookie.among(name -> Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst());
    }

    /** Who comes in here may do everything here. */
    @Override
    public boolean authorize(Object user, String role) {
        return user instanceof Asker asker
                && decisions.decide(asker, ADMINISTER).allows();
    }

    /** By POST alone: a GET, which any link of any site makes, is asked back. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (!"POST".equals(request.getMethod())) {
                askBack(request.getLocale(), response);
                return;
            }
            cookie(request).ifPresent(entrance::logout);
            response.addHeader("Set-Cookie", SessionCookie.header("", request.isSecure()));
            Optional<String> authorization = Optional.ofNullable(request.getHeader("Authorization"));
            authorization.flatMap(basic::forget).ifPresent(entrance::logout);
            if (authorization.isEmpty()) {
                response.sendRedirect("/");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void askBack(Locale locale, HttpServletResponse response) throws IOException {
        String leave = LEAVE.in(locale);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .print("<!doctype html><html lang=\"" + locale.toLanguageTag() + "\"><title>" + leave
                        + "</title><meta name=\"viewport\" content=\"width=device-width\">"
                        + "<link rel=\"icon\" href=\"res/imgs/favicon.ico\"><form method=\"post\"><p>"
                        + LEAVING.in(locale) + "</p><button autofocus>" + leave + "</button></form></html>");
        response.flushBuffer();
    }
}
