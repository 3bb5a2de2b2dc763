// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.huitong.api.text.LocalText;
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

    private static final LocalText LOCKED = LocalText.of(
            "本机的密钥库打不开配置里的一项密钥，请重新填写",
            "this hub's key store does not open a secret of the configuration; enter it anew");

    private final String pid;
    private final Secrets secrets;
    private final Freshness freshness;

    /** Why no way in can be ready; empty if one can. */
    private final Optional<LocalText> wrong;

    /**
     * @param properties of the component, which name its configuration
     * @param freshness as entered; empty for the platform's own rule
     */
    public Settings(Map<String, ?> properties, Secrets secrets, String freshness, Duration platformsRule) {
        this.pid = String.valueOf(properties.get("service.pid"));
        this.secrets = secrets;
        Parsed<Freshness> window = Freshness.of(freshness, platformsRule);
        this.freshness = window.good().orElseGet(() -> new Freshness(platformsRule));
        this.wrong = window.bad().map(Settings::unusable);
        wrong.ifPresent(this::warn);
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
     * @param need what came of reading what was entered, empty while nothing was; may throw {@link LockedException}
     * @param missing the sentence that asks for it
     */
    public <T> Parsed<T> read(Supplier<Optional<Parsed<T>>> need, LocalText missing) {
        if (wrong.isPresent()) {
            return new Parsed.Bad<>(wrong.get());
        }
        try {
            Optional<Parsed<T>> read = need.get();
            if (read.isEmpty()) {
                return new Parsed.Bad<>(missing);
            }
            return read.get().bad().map(Settings::unusable).map(this::<T>bad).orElseGet(read::get);
        } catch (LockedException e) {
            return bad(LOCKED);
        }
    }

    private <T> Parsed<T> bad(LocalText reason) {
        warn(reason);
        return new Parsed.Bad<>(reason);
    }

    private void warn(LocalText reason) {
        LOG.warn("an account is not ready: {} connector={}", reason.en(), pid);
    }

    private static LocalText unusable(LocalText reason) {
        return LocalText.of("配置无法使用：" + reason.zh(), "the configuration cannot be used: " + reason.en());
    }

    @Override
    public String toString() {
        return "Settings[" + pid + "]";
    }
}
