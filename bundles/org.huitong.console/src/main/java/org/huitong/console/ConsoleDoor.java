// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Entrance.Session;
import org.huitong.api.access.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets administrators into the web console, by their session or by HTTP Basic, and nobody else. */
@Component(property = SecurityProvider.PROPERTY_ID + "=org.huitong.console")
public final class ConsoleDoor implements SecurityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleDoor.class);
    private static final String COOKIE = "HUITONG_SESSION";
    private static final String BASIC = "basic ";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");
    private final Entrance entrance;
    private final BasicSessions basic = new BasicSessions();

    @Activate
    public ConsoleDoor(@Reference Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        // No other site may show the console in a frame and let an administrator click in it.
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
        Asker asker = whoComes(request, response);
        if (asker != null && !HARMLESS.contains(request.getMethod())) {
            // Never the query or the body: there may be secrets in them.
            LOG.info(
                    "Something is done in the console, method={} path={} by={}",
                    request.getMethod(),
                    request.getRequestURI(),
                    asker.account());
        }
        return asker;
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
                return administrator(session.get(), response);
            }
            askWhoComes(request, response);
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Browsers send cookies and Basic along with calls that other sites make; console calls have no other guard. */
    private static boolean comesFromElsewhere(HttpServletRequest request) {
        if (HARMLESS.contains(request.getMethod())) {
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
            return administrator(known.get(), response);
        }
        Optional<String[]> pair = pair(authorization.substring(BASIC.length()).trim());
        if (pair.isEmpty()) {
            challenge(response);
            return null;
        }
        Login login = entrance.login(pair.get()[0], pair.get()[1].toCharArray(), request.getRemoteAddr());
        if (login instanceof Login.Opened opened) {
            basic.keep(authorization, opened.cookie()).ifPresent(entrance::logout);
            return administrator(opened.session(), response);
        }
        if (login instanceof Login.Braked braked) {
            response.setHeader("Retry-After", Long.toString(braked.seconds()));
            response.sendError(429, "Too many wrong tries. Try again in " + braked.seconds() + " s.");
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

    private static Asker administrator(Session session, HttpServletResponse response) throws IOException {
        if (session.mustChangePassword()) {
            response.sendError(403, "Change your password first, at the staff pages.");
            return null;
        }
        if (!session.asker().may(Permissions.ADMINISTER)) {
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
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Who comes in here may do everything here. */
    @Override
    public boolean authorize(Object user, String role) {
        return user instanceof Asker asker && asker.may(Permissions.ADMINISTER);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        cookie(request).ifPresent(entrance::logout);
        Optional.ofNullable(request.getHeader("Authorization"))
                .flatMap(basic::forget)
                .ifPresent(entrance::logout);
        response.addHeader("Set-Cookie", COOKIE + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    }
}
