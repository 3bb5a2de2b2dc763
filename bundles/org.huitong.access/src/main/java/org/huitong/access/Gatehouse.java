// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows from which addresses those may come who manage the hub, secure or audit it. Where no range is set, from
 * everywhere; the first administrator, who breaks the glass, always from everywhere. It is asked when somebody logs in and
 * with each call, so that a cookie or a token that was carried away opens nothing elsewhere.
 */
@Component(service = Gatehouse.class)
public final class Gatehouse {
    private static final Logger LOG = LoggerFactory.getLogger(Gatehouse.class);
    private static final Duration NOTED_FOR = Duration.ofMinutes(10);
    private static final int MOST_NOTED = 1_000;
    private static final String VERB = "accounts.addresses";

    private final Desk desk;
    private final Policy policy;
    private final Transactions transactions;
    private final Audit audit;
    private final InstantSource clock;
    private final RangeShelf shelf = new RangeShelf();
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();
    private volatile List<Range> ranges;

    @Activate
    public Gatehouse(
            @Reference Desk desk,
            @Reference Policy policy,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference(service = Clock.class) InstantSource clock) {
        this.desk = desk;
        this.policy = policy;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.ranges = transactions.read(shelf::all);
        desk.gatedBy(this);
    }

    List<Range> ranges() {
        return ranges;
    }

    /** Why this account does not come in from there; empty where it does. */
    Optional<LocalText> objection(Account account, String remote) {
        List<Range> now = ranges;
        if (now.isEmpty()
                || account.name().equals(FirstAdmin.NAME)
                || now.stream().anyMatch(range -> range.holds(remote))
                || !policy.holdsCharge(account)) {
            return Optional.empty();
        }
        String pair = account.name() + " " + remote;
        Instant moment = clock.instant();
        noted.values().removeIf(then -> then.plus(NOTED_FOR).isBefore(moment));
        if (noted.size() < MOST_NOTED && noted.putIfAbsent(pair, moment) == null) {
            LOG.warn("Somebody who administers came from elsewhere, account={} from={}", account.name(), remote);
            audit.note(Deeds.fromElsewhere(account, remote));
        }
        return Optional.of(Refused.elsewhere(remote));
    }

    /** The same of who has come in already. */
    Optional<LocalText> objection(Asker asker, String remote) {
        return ranges.isEmpty()
                ? Optional.empty()
                : desk.accounts().find(asker.account()).flatMap(account -> objection(account, remote));
    }

    /**
     * Sets them; none: from everywhere. Whoever would shut themselves out by it is refused.
     *
     * @param remote from where they set it
     */
    void set(Asker by, List<String> written, String remote) {
        List<Range> wanted = written.stream()
                .map(text -> Range.of(text).orElseThrow(() -> Refused.noRange(text)))
                .toList();
        if (!wanted.isEmpty() && wanted.stream().noneMatch(range -> range.holds(remote))) {
            throw Refused.shutsOut(remote);
        }
        set(Doer.of(by), wanted);
    }

    /** By the shell of the hub's machine: from everywhere again. */
    void open() {
        set(Doer.SHELL, List.of());
    }

    private synchronized void set(Doer by, List<Range> wanted) {
        String before = told(ranges);
        transactions.write(connection -> {
            shelf.replace(connection, wanted);
            audit.note(connection, Deed.done(by, VERB, Thing.of("addresses")).changing(before, told(wanted)));
            return null;
        });
        ranges = wanted;
        LOG.info("From where administrators come was set, ranges={} by={}", wanted, by.account());
    }

    private static String told(List<Range> ranges) {
        return String.join("\n", ranges.stream().map(Range::toString).toList());
    }
}
