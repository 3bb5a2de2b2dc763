// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.sign.Freshness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator entered for one account, read once when the account comes. What cannot be used is kept as a sentence
 * for whoever calls, instead of thrown: an account whose constructor throws is not there at all, and its platform hears
 * 404 where it should hear what to mend. For the constructor of a connector; shows no secret.
 */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private final String pid;
    private final Secrets secrets;
    private final Freshness freshness;

    /** Why no way in can be ready; empty if one can. */
    private final String wrong;

    /**
     * @param properties of the component, which name its configuration
     * @param freshness as entered; empty for the platform's own rule
     */
    public Settings(Map<String, ?> properties, Secrets secrets, String freshness, Duration platformsRule) {
        this.pid = String.valueOf(properties.get("service.pid"));
        this.secrets = secrets;
        Freshness window = new Freshness(platformsRule);
        String reason = "";
        try {
            window = Freshness.of(freshness, platformsRule);
        } catch (IllegalArgumentException e) {
            reason = unusable(e);
            warn(reason);
        }
        this.freshness = window;
        this.wrong = reason;
    }

    /** The part of the configuration's name after {@code ~}. */
    public String account() {
        return pid.substring(pid.indexOf('~') + 1);
    }

    /** As entered, or the platform's own rule. Where what was entered is no duration, no way in is ready. */
    public Freshness freshness() {
        return freshness;
    }

    /**
     * A secret, without the white space that comes along when it is pasted.
     *
     * @throws LockedException which {@link #read} understands
     */
    public String secret(String text) {
        return secrets.open(text).strip();
    }

    /**
     * What one way into the account needs.
     *
     * @param need empty while it was not entered; throws {@link IllegalArgumentException} with a sentence, or
     *     {@link LockedException}, where what was entered cannot be used
     * @param missing the sentence that asks for it
     */
    public <T> Parsed<T> read(Supplier<Optional<T>> need, String missing) {
        if (!wrong.isEmpty()) {
            return new Parsed.Bad<>(wrong);
        }
        try {
            return need.get().<Parsed<T>>map(Parsed.Good::new).orElseGet(() -> new Parsed.Bad<>(missing));
        } catch (IllegalArgumentException e) {
            return bad(unusable(e));
        } catch (LockedException e) {
            return bad("this hub's key store does not open a secret of the configuration; enter it anew");
        }
    }

    private <T> Parsed<T> bad(String reason) {
        warn(reason);
        return new Parsed.Bad<>(reason);
    }

    private void warn(String reason) {
        LOG.warn("an account is not ready: {} connector={}", reason, pid);
    }

    private static String unusable(IllegalArgumentException e) {
        return "the configuration cannot be used: " + e.getMessage();
    }

    @Override
    public String toString() {
        return "Settings[" + pid + "]";
    }
}
