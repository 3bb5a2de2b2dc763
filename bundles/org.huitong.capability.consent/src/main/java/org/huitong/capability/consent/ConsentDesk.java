// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Connectors;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.connector.Consents.Consent;
import org.huitong.api.connector.Consents.Need;
import org.huitong.api.connector.Consents.Policy;
import org.huitong.api.connector.Consents.State;
import org.huitong.api.connector.Errands;
import org.huitong.api.keeping.Admittance;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where it is known what people of other companies said to being kept, and refused what must not be.
 *
 * <p>Why nothing is kept that must not be: where a policy is set and somebody is not known yet, the platform is asked
 * before anything of the batch is stored, and where it does not answer all of it comes again later. What is known is taken
 * for a day; that somebody has spoken meanwhile the record tells itself, and then it is asked at once.
 */
@Component(service = {ConsentDesk.class, Admittance.class})
public final class ConsentDesk implements Admittance {
    /** For so long what is known holds. */
    static final Duration HOLDS = Duration.ofDays(1);
    /** Longer ids are no platform's. */
    private static final int LONGEST = 255;

    private static final int LONGEST_ROOM = 600;

    private final Transactions transactions;
    private final Connectors connectors;
    private final Asking asking;
    private final Clock clock;
    private final ConsentShelf shelf = new ConsentShelf();

    @Activate
    public ConsentDesk(
            @Reference Transactions transactions,
            @Reference(target = "(schema=consent)") Schema tables,
            @Reference Connectors connectors,
            @Reference Errands errands,
            @Reference Clock clock) {
        this(transactions, connectors, errands, clock);
    }

    ConsentDesk(Transactions transactions, Connectors connectors, Errands errands, Clock clock) {
        this.transactions = transactions;
        this.connectors = connectors;
        this.asking = new Asking(errands);
        this.clock = clock;
    }

    ConsentShelf shelf() {
        return shelf;
    }

    Transactions transactions() {
        return transactions;
    }

    Optional<Consents> consents(String platform, String account) {
        return connectors
                .of(platform, account)
                .filter(Consents.class::isInstance)
                .map(Consents.class::cast);
    }

    @Override
    public Collection<MessageId> refused(String platform, String account, List<Message> said)
            throws Undecided, InterruptedException {
        Optional<Consents> consents = consents(platform, account);
        if (consents.isEmpty()) {
            return List.of();
        }
        Map<Message, Need> needs = new LinkedHashMap<>();
        for (Message message : said) {
            consents.get()
                    .need(message)
                    .filter(need -> isSound(need.whom()))
                    .ifPresent(need -> needs.put(message, need));
        }
        if (needs.isEmpty()) {
            return List.of();
        }
        Policy policy = consents.get().policy();
        Map<Between, State> known = known(platform, account, needs.values());
        Map<Between, String> open = new LinkedHashMap<>();
        needs.forEach((message, need) -> {
            if (need.anew() || !known.containsKey(need.whom())) {
                open.put(need.whom(), message.conversation().id());
            }
        });
        if (policy == Policy.EVERYTHING) {
            // It is shown, and nothing depends on it: the round asks for these as well.
            note(platform, account, open);
            return List.of();
        }
        known.putAll(ask(platform, account, open.keySet()));
        lies(platform, account, open);
        Set<MessageId> refused = new HashSet<>();
        needs.forEach((message, need) -> {
            State state = known.getOrDefault(need.whom(), State.UNKNOWN);
            if (state == State.REFUSED || policy == Policy.ONLY_AGREED && state != State.AGREED) {
                refused.add(message.id());
            }
        });
        return refused;
    }

    private static boolean isSound(Between whom) {
        return whom.room().length() <= LONGEST
                && whom.colleague().length() <= LONGEST
                && whom.outsider().length() <= LONGEST;
    }

    /** What was told, and is not too old. */
    private Map<Between, State> known(String platform, String account, Collection<Need> needs) {
        Instant since = clock.instant().minus(HOLDS);
        return transactions.read(connection -> {
            Map<Between, State> known = new HashMap<>();
            for (Need need : needs) {
                if (!known.containsKey(need.whom())) {
                    shelf.find(connection, platform, account, need.whom())
                            .filter(one -> one.askedAt().isAfter(since))
                            .ifPresent(
                                    one -> known.put(need.whom(), one.consent().state()));
                }
            }
            return known;
        });
    }

    /** To be asked for later: as if it had been asked for long ago. */
    private void note(String platform, String account, Map<Between, String> open) {
        if (!open.isEmpty()) {
            List<Consent> unknown = new ArrayList<>();
            transactions.write(connection -> {
                for (Between whom : open.keySet()) {
                    Optional<ConsentShelf.Known> there = shelf.find(connection, platform, account, whom);
                    if (there.filter(one -> one.askedAt().equals(Instant.EPOCH)).isPresent()) {
                        continue;
                    }
                    unknown.add(there.map(ConsentShelf.Known::consent)
                            .orElseGet(() -> new Consent(whom, State.UNKNOWN, Optional.empty())));
                }
                shelf.keep(connection, platform, account, unknown, Instant.EPOCH);
                return null;
            });
            lies(platform, account, open);
        }
    }

    private void lies(String platform, String account, Map<Between, String> open) {
        transactions.write(connection -> {
            for (Map.Entry<Between, String> one : open.entrySet()) {
                if (one.getValue().length() <= LONGEST_ROOM) {
                    shelf.liesIn(connection, platform, account, one.getKey(), one.getValue());
                }
            }
            return null;
        });
    }

    /** Asks the platform and remembers; whom it does not know is unknown from now on. */
    Map<Between, State> ask(String platform, String account, Collection<Between> whom)
            throws Undecided, InterruptedException {
        if (whom.isEmpty()) {
            return Map.of();
        }
        Map<Between, Consent> told = asking.consents(platform, account, whom);
        transactions.write(connection -> {
            shelf.keep(connection, platform, account, told.values(), clock.instant());
            return null;
        });
        Map<Between, State> states = new HashMap<>();
        told.forEach((one, consent) -> states.put(one, consent.state()));
        return states;
    }

    /** Asks whom the platform's record covers, and remembers. */
    void askCovered(String platform, String account) throws Undecided, InterruptedException {
        List<String> ids = asking.covered(platform, account).stream()
                .filter(id -> !id.isBlank() && id.length() <= LONGEST)
                .toList();
        transactions.write(connection -> {
            shelf.covered(connection, platform, account, ids);
            return null;
        });
    }

    @Override
    public void leftOut(Connection transaction, String platform, String account, List<Message> refused)
            throws SQLException {
        if (!refused.isEmpty()) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), clock.zone());
            shelf.leftOut(transaction, platform, account, today, refused.size());
        }
    }
}
