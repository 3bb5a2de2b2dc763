// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.operation.ReaderBoard.ReaderStanding;
import org.huitong.api.operation.SendingBoard.Sending;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Picture;
import org.huitong.capability.monitor.gauge.Picture.Disk;
import org.huitong.capability.monitor.gauge.Picture.Health;

/** What a test lets everybody say of themselves. */
public final class Scene {
    private final List<Standing> accounts = new ArrayList<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final List<ReaderStanding> readers = new ArrayList<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Health> checks = new ArrayList<>();
    private Optional<Disk> disk = Optional.empty();
    private Optional<Duration> leap = Optional.empty();

    public static Scene quiet() {
        return new Scene();
    }

    public static Standing account(String account, boolean there, Map<String, Delay> delays) {
        return account(account, there, delays, 0, 0, 0);
    }

    public static Standing account(
            String account, boolean there, Map<String, Delay> delays, long messages, long refused, long dead) {
        return account(account, there, delays, messages, refused, dead, OptionalLong.empty());
    }

    public static Standing account(
            String account,
            boolean there,
            Map<String, Delay> delays,
            long messages,
            long refused,
            long dead,
            OptionalLong askedBack) {
        Optional<Profile> profile = there
                ? Optional.of(new Profile(
                        LocalText.of("钉钉", "DingTalk"),
                        "corp",
                        Duration.ofSeconds(5),
                        "owner",
                        "note",
                        true,
                        List.of()))
                : Optional.empty();
        return new Standing(
                "dingtalk",
                account,
                false,
                profile,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                messages,
                refused,
                dead,
                delays,
                Optional.empty(),
                askedBack);
    }

    /** An account of a platform that does that for what it could not bring. */
    public static Standing account(String account, boolean there, Redelivery redelivery) {
        Standing usual = account(account, there, Map.of());
        return new Standing(
                usual.platform(),
                usual.account(),
                usual.paused(),
                usual.profile().map(profile -> profile.missing(redelivery)),
                usual.problem(),
                usual.strain(),
                usual.lastCall(),
                usual.lastMessage(),
                usual.lastRefusal(),
                usual.messages(),
                usual.refused(),
                usual.deadLetters(),
                usual.delays(),
                usual.line(),
                usual.askedBack());
    }

    public Scene with(Standing account) {
        accounts.add(account);
        return this;
    }

    public Scene with(Sending sending) {
        sendings.add(sending);
        return this;
    }

    public Scene with(ReaderStanding reader) {
        readers.add(reader);
        return this;
    }

    public Scene with(Measurement measurement) {
        measurements.add(measurement);
        return this;
    }

    public Scene with(Health check) {
        checks.add(check);
        return this;
    }

    public Scene on(Disk one) {
        disk = Optional.of(one);
        return this;
    }

    public Scene leaping(Duration by) {
        leap = Optional.of(by);
        return this;
    }

    public Picture picture() {
        return new Picture(Instant.EPOCH, accounts, sendings, readers, 0, measurements, checks, disk, 0, leap, false);
    }
}
