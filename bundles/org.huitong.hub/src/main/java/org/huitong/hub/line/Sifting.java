// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.EvidenceReader;
import org.huitong.api.connector.LineDown;
import org.huitong.api.keeping.Admittance;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.AccountName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out of what came what must not be kept, before anything of it is stored. Where an account has a policy and it
 * cannot be told, nothing of what came is kept, and all of it comes again.
 */
final class Sifting {
    private static final Logger LOG = LoggerFactory.getLogger(Sifting.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final LocalText NOBODY = LocalText.of(
            "此账号只留下客户同意存档的会话，而“客户同意”功能没有安装：什么都不取，装上后接着取",
            "this account keeps what customers agreed to, and the feature consent is not there: nothing is fetched until it is");

    private final Supplier<Optional<Admittance>> admittance;

    Sifting(Supplier<Optional<Admittance>> admittance) {
        this.admittance = admittance;
    }

    /** What is left out. */
    record Left(AccountName account, List<Message> messages, Set<MessageId> ids, Optional<Admittance> by) {
        boolean isOut(Sighting sighting) {
            return ids.contains(sighting.key().id());
        }

        /** The delivery without what is left out. */
        Delivery of(Delivery delivery) {
            return ids.isEmpty()
                    ? delivery
                    : new Delivery(
                            delivery.id(),
                            delivery.sightings().stream().filter(s -> !isOut(s)).toList(),
                            delivery.unreadable());
        }

        void note(Connection transaction) throws SQLException {
            if (by.isPresent() && !messages.isEmpty()) {
                by.get().leftOut(transaction, account.platform(), account.account(), messages);
            }
        }
    }

    /** @throws LineDown where it cannot be told now */
    Left of(AccountName account, EvidenceReader reader, List<Evidence> came) throws LineDown, InterruptedException {
        Left nothing = new Left(account, List.of(), Set.of(), Optional.empty());
        if (!(reader instanceof Consents consents) || came.isEmpty()) {
            return nothing;
        }
        Optional<Admittance> there = admittance.get();
        boolean free = consents.policy() == Consents.Policy.EVERYTHING;
        if (there.isEmpty()) {
            if (free) {
                return nothing;
            }
            throw new LineDown(NOBODY, AGAIN);
        }
        List<Message> said = said(reader, came);
        try {
            Collection<MessageId> refused = there.get().refused(account.platform(), account.account(), said);
            Set<MessageId> ids = Set.copyOf(refused);
            return new Left(
                    account, said.stream().filter(m -> ids.contains(m.id())).toList(), ids, there);
        } catch (Admittance.Undecided e) {
            throw new LineDown(e.why(), AGAIN);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("It cannot be told what must not be kept connector={}", account, Unquoted.of(e));
            if (free) {
                return nothing;
            }
            throw new LineDown(NOBODY, AGAIN);
        }
    }

    /** What breaks the reader becomes a dead letter where it is read to be kept. */
    private static List<Message> said(EvidenceReader reader, List<Evidence> came) {
        List<Message> said = new ArrayList<>();
        for (Evidence evidence : came) {
            try {
                reader.read(evidence).deliveries().stream()
                        .flatMap(delivery -> delivery.sightings().stream())
                        .filter(Sighting.Said.class::isInstance)
                        .forEach(sighting -> said.add(((Sighting.Said) sighting).message()));
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                LOG.debug("It is read again to be kept", Unquoted.of(e));
            }
        }
        return said;
    }
}
