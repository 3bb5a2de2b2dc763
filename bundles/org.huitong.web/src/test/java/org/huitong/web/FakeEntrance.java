// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Perspective;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.GivenRights;

/** Knows the token {@code t-anna} and the cookies {@code c-anna} and {@code c-new}, until they are withdrawn. */
public final class FakeEntrance implements Entrance {
    public static final Asker ANNA = new Asker("anna", "Anna", Optional.empty());

    /** How often a token was shown. */
    public final AtomicInteger asked = new AtomicInteger();

    /** How often a cookie was used, not only looked at. */
    public final AtomicInteger used = new AtomicInteger();

    /** How often a cookie was only looked at. */
    public final AtomicInteger looked = new AtomicInteger();

    public final Map<String, Asker> tokens = new ConcurrentHashMap<>(Map.of("t-anna", ANNA));
    public final Map<String, Session> sessions = new ConcurrentHashMap<>(Map.of(
            "c-anna", new Session(ANNA, "csrf-anna", false),
            "c-far", new Session(new Asker("far", "Far", Optional.empty()), "csrf-far", false),
            "c-eyes", new Session(throughEyes(), "csrf-eyes", false),
            "c-new", new Session(new Asker("new", "New", Optional.empty()), "csrf-new", true)));

    /** Addresses from which nobody may come. */
    public final Set<String> barred = ConcurrentHashMap.newKeySet();

    public final GivenRights rights =
            new GivenRights().give("anna", Permissions.ADMINISTER, Permissions.READ_ALL, Permissions.READ_CONNECTORS);

    private static Asker throughEyes() {
        Perspective other = new Perspective("new", "New", Optional.empty(), Instant.MAX);
        return new Asker("anna", "Anna", Optional.empty(), Optional.empty(), Optional.of(other));
    }

    public Doorkeeper doorkeeper() {
        return new Doorkeeper(this, rights);
    }

    /** Somebody comes with a token, and holds these permissions. */
    public void lets(String token, String account, String... words) {
        rights.give(account, words);
        tokens.put(token, new Asker(account, account, Optional.empty()));
    }

    @Override
    public Optional<Session> session(String cookie) {
        used.incrementAndGet();
        return Optional.ofNullable(sessions.get(cookie));
    }

    @Override
    public Optional<Session> look(String cookie) {
        looked.incrementAndGet();
        return Optional.ofNullable(sessions.get(cookie));
    }

    @Override
    public Optional<Asker> token(String token) {
        asked.incrementAndGet();
        return Optional.ofNullable(tokens.get(token));
    }

    @Override
    public Login login(String account, char[] password, String remote) {
        return new Login.Refused();
    }

    @Override
    public Optional<LocalText> objection(Asker asker, String remote) {
        return "far".equals(asker.account()) || barred.contains(remote)
                ? Optional.of(LocalText.of("太远", "Too far"))
                : Optional.empty();
    }

    @Override
    public void logout(String cookie) {
        sessions.remove(cookie);
    }

    @Override
    public Optional<Asker> current(String account) {
        return "anna".equals(account) ? Optional.of(ANNA) : Optional.empty();
    }
}
