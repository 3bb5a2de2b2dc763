// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.simulator.day.Person;

/**
 * A platform's page on which people say who they are to somebody else: in place of a telephone that scans it has a list
 * of who works there. It gives a code that opens once, and for that a token. On this machine alone, as all of the demo's
 * platforms are. Safe for many threads.
 */
public final class LoginPage {
    private static final Duration CODE_HOLDS = Duration.ofMinutes(5);
    private static final Duration TOKEN_HOLDS = Duration.ofHours(2);

    private final String platform;
    private final String parameter;
    private final List<Person> people;
    private final Map<String, Opens> codes = new HashMap<>();
    private final Map<String, Opens> tokens = new HashMap<>();
    /** Of codes that are given only with what was hidden when they were asked for. */
    private final Map<String, String> challenges = new HashMap<>();

    private record Opens(String person, Instant until) {}

    /** @param parameter what the code is called in the address to which the browser goes back */
    public LoginPage(String platform, String parameter, List<Person> people) {
        this.platform = platform;
        this.parameter = parameter;
        this.people = List.copyOf(people);
    }

    /** The page; or the way back, where somebody was chosen. */
    public SendDesk.Answered show(SendDesk.Asked asked, Instant now) {
        String back = asked.query().getOrDefault("redirect_uri", "");
        if (!isHubs(back)) {
            return page(400, "<p>redirect_uri 不是登记过的地址。 The redirect_uri is not the one that was registered.</p>");
        }
        String state = asked.query().getOrDefault("state", "");
        String challenge = asked.query().getOrDefault("code_challenge", "");
        Optional<Person> chosen = people.stream()
                .filter(person -> person.id().equals(asked.query().get("as")))
                .findFirst();
        if (chosen.isPresent()) {
            String code = code(chosen.get().id(), now);
            hide(code, challenge);
            String address = back + Text.query(parameter, code, "state", state);
            return new SendDesk.Answered(303, Map.of("Location", address), "");
        }
        StringBuilder list = new StringBuilder("<p>演示：请选择您是谁。 Demo: choose who you are.</p><ul>");
        for (Person person : people) {
            String query =
                    Text.query("redirect_uri", back, "state", state, "code_challenge", challenge, "as", person.id());
            list.append("<li><a href=\"")
                    .append(query.replace("&", "&amp;"))
                    .append("\">")
                    .append(person.name())
                    .append("</a> ")
                    .append(person.department())
                    .append("</li>");
        }
        return page(200, list.append("</ul>").toString());
    }

    private SendDesk.Answered page(int status, String body) {
        String page = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>"
                + platform
                + "</title><style>body{font:1rem/2 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
                + "ul{columns:14rem;padding-left:1.2rem}</style><h1>" + platform + "</h1>" + body + "</html>";
        return new SendDesk.Answered(status, Map.of("Content-Type", "text/html; charset=utf-8"), page);
    }

    private static boolean isHubs(String back) {
        try {
            String path = URI.create(back).getPath();
            return path != null && path.matches("/api/v1/logins/[^/]+/back");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    synchronized String code(String person, Instant now) {
        return opening(codes, person, now, now.plus(CODE_HOLDS));
    }

    private synchronized void hide(String code, String challenge) {
        challenges.keySet().retainAll(codes.keySet());
        if (!challenge.isEmpty()) {
            challenges.put(code, challenge);
        }
    }

    /** Whether the code was asked for by whoever knows the verifier, as S256 of RFC 7636 has it. */
    public synchronized boolean isProven(String code, String verifier) {
        String challenge = challenges.get(code);
        return challenge == null || challenge.equals(s256(verifier));
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Whose code it was; it opens nothing any more. */
    public synchronized Optional<String> redeem(String code, Instant now) {
        return Optional.ofNullable(codes.remove(code))
                .filter(opens -> now.isBefore(opens.until()))
                .map(Opens::person);
    }

    public synchronized String token(String person, Instant now) {
        return opening(tokens, person, now, now.plus(TOKEN_HOLDS));
    }

    public synchronized Optional<String> holder(String token, Instant now) {
        return Optional.ofNullable(tokens.get(token))
                .filter(opens -> now.isBefore(opens.until()))
                .map(Opens::person);
    }

    private static String opening(Map<String, Opens> what, String person, Instant now, Instant until) {
        what.values().removeIf(opens -> !now.isBefore(opens.until()));
        String word = Seal.word(32);
        what.put(word, new Opens(person, until));
        return word;
    }
}
