// SPDX-License-Identifier: Apache-2.0
package org.huitong.media.matter;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Addenda;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Connectors;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.media.matter.MatterShelf.Open;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks platforms for what they have only announced, a few at a time, and again each time it is announced. What cannot be
 * had stands in the log with its reason, in the place of what would have been told; it is tried for three days.
 *
 * <p>Why no change is missed: a matter is taken off the list only if it was not announced again while it was asked for.
 */
@Component(service = {Reader.class, Alarm.class})
@ReaderName(reader = "matters", reader_start = ReaderName.Start.NOW)
@AlarmName(alarm = Inquirer.NAME)
public final class Inquirer implements Reader, Alarm {
    static final String NAME = "media.matters";
    private static final Logger LOG = LoggerFactory.getLogger(Inquirer.class);
    private static final String KEY = "all";
    private static final Duration ROUND = Duration.ofSeconds(15);
    /** Several events tell of one step of an approval, one after the other. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration TRIED = Duration.ofDays(3);
    private static final int AT_ONCE = 20;
    private static final int LONGEST_ID = 128;
    private static final LocalText AWAY = LocalText.of("此账号的连接器不在，等它回来", "the connector of this account is away");

    private final Transactions transactions;
    private final Connectors connectors;
    private final Errands errands;
    private final Addenda addenda;
    private final Clock clock;
    /** Who can tell what there is to ask about; the same for all accounts of a platform. */
    private final Map<String, Elaborator> elaborators = new ConcurrentHashMap<>();

    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    @Activate
    public Inquirer(
            @Reference Transactions transactions,
            @Reference Connectors connectors,
            @Reference Errands errands,
            @Reference Addenda addenda,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference(target = "(schema=media)") Schema tables) {
        this(transactions, connectors, errands, addenda, clock);
        transactions.write(connection -> {
            alarms.set(connection, NAME, KEY, clock.instant().plus(ROUND));
            return null;
        });
    }

    Inquirer(Transactions transactions, Connectors connectors, Errands errands, Addenda addenda, Clock clock) {
        this.transactions = transactions;
        this.connectors = connectors;
        this.errands = errands;
        this.addenda = addenda;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(Elaborator elaborator, Map<String, Object> properties) {
        if (properties.get("huitong.platform") instanceof String platform) {
            elaborators.put(platform, elaborator);
        }
    }

    public void remove(Elaborator elaborator) {
        elaborators.values().remove(elaborator);
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said
                    && said.message().content().event().isPresent()) {
                Message message = said.message();
                Optional<String> matter = Optional.ofNullable(
                                elaborators.get(message.key().platform()))
                        .flatMap(one -> one.matter(message))
                        .filter(id -> id.length() <= LONGEST_ID);
                if (matter.isPresent()) {
                    Instant now = clock.instant();
                    MatterShelf.announce(
                            transaction,
                            new Open(
                                    message.key().platform(),
                                    message.account(),
                                    matter.get(),
                                    message.key().tenant(),
                                    now,
                                    0,
                                    0),
                            now.plus(SETTLES));
                }
            }
        }
    }

    /** Outside the transaction: each matter has one of its own, once its platform has answered. */
    @Override
    public Alarm prepare(String key) {
        for (Open open : transactions.read(connection -> MatterShelf.due(connection, clock.instant(), AT_ONCE))) {
            String name = open.platform() + " " + open.account() + " " + open.matter();
            if (busy.add(name)) {
                Matter matter = new Matter(open.matter(), open.tenant());
                errands.<Sighting.Said>run(
                                open.platform(),
                                open.account(),
                                (connector, trail) -> connector instanceof Elaborator elaborator
                                        ? elaborator.elaborate(matter, trail)
                                        : Step.failed(Step.Failure.UNKNOWN, AWAY))
                        .whenComplete((ending, broken) -> {
                            try {
                                if (ending != null) {
                                    ended(open, matter, ending);
                                }
                            } finally {
                                busy.remove(name);
                            }
                        });
            }
        }
        return this;
    }

    @Override
    public After ring(Connection transaction, Ring ring) {
        return new After.Again(ring.now().plus(ROUND));
    }

    private void ended(Open open, Matter matter, Ending<Sighting.Said> ending) {
        if (ending instanceof Ending.Done<Sighting.Said> done) {
            finish(open, addenda.told(done.value()));
        } else if (ending instanceof Ending.Later<Sighting.Said> later) {
            if (open.announcedAt().plus(TRIED).isBefore(clock.instant())) {
                finish(open, true);
            } else {
                again(open, later.after().compareTo(ROUND) < 0 ? ROUND : later.after());
            }
        } else if (ending instanceof Ending.Failed<Sighting.Said> failed) {
            LOG.warn(
                    "What was announced could not be had connector={}~{} failure={}",
                    open.platform(),
                    open.account(),
                    failed.failure());
            boolean never = failed.failure() == Step.Failure.REFUSED
                    || open.announcedAt().plus(TRIED).isBefore(clock.instant());
            boolean shown = tell(open, matter, failed.why());
            if (never) {
                finish(open, shown);
            } else {
                again(open, pause(open.tries()));
            }
        }
    }

    /** In the place of what would have been told; true also where nobody is there who could name it. */
    private boolean tell(Open open, Matter matter, LocalText why) {
        Optional<Connector> there = connectors.of(open.platform(), open.account());
        return there.filter(Elaborator.class::isInstance)
                .map(Elaborator.class::cast)
                .map(elaborator -> addenda.told(elaborator.lacking(matter, why)))
                .orElse(true);
    }

    private void finish(Open open, boolean kept) {
        if (kept) {
            transactions.write(connection -> {
                MatterShelf.done(connection, open);
                return null;
            });
        } else {
            again(open, ROUND);
        }
    }

    private void again(Open open, Duration pause) {
        transactions.write(connection -> {
            MatterShelf.again(connection, open, clock.instant().plus(pause));
            return null;
        });
    }

    /** A minute, two, four … an hour. */
    private static Duration pause(int tries) {
        Duration pause = Duration.ofMinutes(1L << Math.min(tries, 6));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
