// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.capability.monitor.log.LogBook;
import org.huitong.capability.monitor.log.LogLine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What else happened around an incident, as the log tells it: what was deployed and configured, tokens that were renewed,
 * platforms that answered with errors, whatever warned.
 */
@Component(service = Surroundings.class)
public final class Surroundings {
    private static final Duration BEFORE = Duration.ofMinutes(30);
    private static final Duration AFTER = Duration.ofMinutes(10);
    private static final int MOST = 300;

    private final LogBook book;
    private final Clock clock;

    @Activate
    public Surroundings(@Reference LogBook book, @Reference Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** What kind of thing a line tells. */
    enum Kind {
        DEPLOY("installer", "Installer", "framework"),
        CONFIGURATION("config", "Config"),
        TOKEN("outbox.Tokens"),
        PLATFORM("outbox.", "connector.", "hub.gate", "hub.line"),
        HUB;

        private final List<String> sources;

        Kind(String... sources) {
            this.sources = Arrays.asList(sources);
        }

        static Kind of(LogLine line) {
            return Arrays.stream(values())
                    .filter(kind ->
                            kind.sources.stream().anyMatch(part -> line.source().contains(part)))
                    .findFirst()
                    .orElse(HUB);
        }
    }

    /** The account that an incident is about; empty where it is about the hub. */
    static Optional<String> account(Incident incident) {
        return incident.reading()
                .filter(name -> name.contains(":") && name.contains("/"))
                .map(name -> name.substring(name.indexOf(':') + 1));
    }

    /** Of an account that is named, its own lines and what was done to the hub; else whatever warned, too. */
    List<LogLine> of(Incident incident) {
        Instant end = incident.overAt().or(incident::closedAt).orElse(clock.instant());
        Optional<String> account = account(incident);
        return book.between(incident.openedAt().minus(BEFORE), end.plus(AFTER), line -> belongs(line, account), MOST);
    }

    private static boolean belongs(LogLine line, Optional<String> account) {
        Kind kind = Kind.of(line);
        if (kind == Kind.DEPLOY || kind == Kind.CONFIGURATION) {
            return true;
        }
        boolean warns = line.level().equals("WARN") || line.level().equals("ERROR");
        return account.isPresent() ? line.isOf(account.get()) : warns || kind == Kind.TOKEN;
    }
}
