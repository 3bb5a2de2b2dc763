// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.Keeping.Kept;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.CertificateShelf.Line;
import org.huitong.capability.keeping.ContainerShelf.Archived;
import org.huitong.capability.keeping.ContainerShelf.Container;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.archive.ContainerReader;
import org.huitong.capability.keeping.archive.RecordLine;

/**
 * Destroys what is due by one rule.
 *
 * <p>Why nothing is destroyed that is held, needed or not archived: that the message is due and free of every hold is asked
 * by the hub in the transaction that forgets it; that rules and holds are those of which the plan was made, and that nobody
 * needs it, is asked in the same one, which holds their heads locked; and that the archive has it is asked of the archive
 * itself, whose container is read whole before, and whose line is to be what the message is now. Reading takes its time: so
 * the hub is told which line about the message was the last then, and forgets none about which there is a later one.
 */
final class Shredding {
    private final Desk desk;
    private final CertificateShelf certificates;
    private final Claims claims;
    private final Vault vault;
    private final Optional<Ready> place;
    private final Plan plan;
    private final Plan.Part part;
    private final String run;
    private final String number;
    /** The lines of each container that was read in this run; none of one that is lost. */
    private final Map<Integer, List<String>> read = new HashMap<>();

    Shredding(
            Desk desk,
            CertificateShelf certificates,
            Claims claims,
            Vault vault,
            Optional<Ready> place,
            Plan plan,
            Plan.Part part,
            String run,
            String number) {
        this.desk = desk;
        this.certificates = certificates;
        this.claims = claims;
        this.vault = vault;
        this.place = place;
        this.plan = plan;
        this.part = part;
        this.run = run;
        this.number = number;
    }

    /**
     * Destroys those that may go.
     *
     * @param messages up to {@link Keeping#AT_ONCE}, sorted as to be destroyed
     * @throws IOException where the archive cannot be asked
     * @throws Keeping.Refused where they are to be kept meanwhile
     * @throws Keeping.Unsettled where nobody knows yet what became of them
     */
    void destroy(List<MessageId> messages) throws IOException {
        List<Line> lines = new ArrayList<>();
        List<Keeping.Seen> seen = new ArrayList<>();
        for (Kept kept : desk.keeping().open(messages)) {
            line(kept).ifPresent(line -> {
                lines.add(line);
                seen.add(kept.seen());
            });
        }
        if (lines.isEmpty()) {
            return;
        }
        List<MessageId> ids = lines.stream().map(Line::id).toList();
        List<Long> firsts = lines.stream().map(Line::seq).toList();
        Instant now = desk.clock().instant();
        desk.keeping().forget(seen, plan.free(part), number, transaction -> {
            if (!Statutes.stay(transaction, plan.of())
                    || !Custody.under(transaction, firsts, plan.holds()).isEmpty()) {
                throw new Keeping.Refused(LocalText.of(
                        "规则或保全刚刚有了变化；什么都没有销毁。", "Rules or holds are other than they were; nothing was destroyed."));
            }
            claims.needNone(transaction, ids);
            certificates.add(transaction, number, run, CertificateShelf.Grounds.of(part.rule()), lines, now);
            desk.register().notices().takeDown(transaction, firsts);
            desk.register().count(transaction, run, new Counts(0, 0, lines.size(), 0, 0));
            desk.audit()
                    .note(
                            transaction,
                            Deed.done(Doer.HUB, "keeping.destroy", Thing.of("certificate", number))
                                    .changing(lines.size() + " messages", "sha256 " + hash(lines)));
        });
    }

    /** Closes the certificate, if anything was destroyed. */
    void close() {
        desk.transactions().write(connection -> {
            if (certificates.find(connection, number).isPresent()) {
                close(desk, certificates, connection, number);
            }
            return null;
        });
    }

    static void close(Desk desk, CertificateShelf certificates, Connection connection, String number)
            throws SQLException {
        String hash = certificates.close(connection, number, desk.clock().instant());
        desk.audit()
                .note(
                        connection,
                        Deed.done(Doer.HUB, "keeping.certify", Thing.of("certificate", number))
                                .changing("", "sha256 " + hash));
    }

    private Optional<Line> line(Kept kept) throws IOException {
        RecordLine now = RecordLine.of(kept);
        Instant sentAt = kept.versions().get(0).message().sentAt();
        if (part.rule().then() == Rule.Then.DESTROY) {
            byte[] print = vault.fingerprint("destroyed", now.bytes());
            return Optional.of(
                    new Line(kept.seq(), kept.id(), sentAt, 0, HexFormat.of().formatHex(print)));
        }
        Optional<Archived> archived =
                desk.transactions().read(connection -> desk.shelf().archived(connection, kept.seq()));
        if (archived.isEmpty()) {
            return Optional.empty();
        }
        if (!archived.get().hash().equals(now.hash())) {
            // Edited or tagged since: the next run archives it as it is now.
            desk.transactions().write(connection -> {
                desk.shelf().outdated(connection, kept.seq());
                return null;
            });
            return Optional.empty();
        }
        List<String> lines = lines(archived.get().container());
        int at = archived.get().number();
        return at < lines.size() && lines.get(at).equals(now.hash())
                ? Optional.of(
                        new Line(kept.seq(), kept.id(), sentAt, archived.get().container(), now.hash()))
                : Optional.empty();
    }

    private List<String> lines(int container) throws IOException {
        List<String> known = read.get(container);
        if (known == null) {
            known = readAgain(container);
            read.put(container, known);
        }
        return known;
    }

    private List<String> readAgain(int number) throws IOException {
        Ready ready = place.orElseThrow(() -> new IOException("the archive is not there"));
        Optional<Container> container =
                desk.transactions().read(connection -> desk.shelf().find(connection, number));
        if (container.isEmpty() || container.get().state() != ContainerShelf.State.KEPT) {
            return List.of();
        }
        try {
            List<String> lines = new ContainerReader(ready.medium(), ready.key())
                    .check(container.get().place(), container.get().hash());
            desk.transactions().write(connection -> {
                desk.shelf().checked(connection, number, desk.clock().instant());
                return null;
            });
            return lines;
        } catch (ContainerReader.Damaged | NoSuchFileException damaged) {
            desk.transactions().write(connection -> {
                desk.shelf().lost(connection, number, desk.clock().instant());
                desk.audit()
                        .note(
                                connection,
                                Deed.failed(
                                        Doer.HUB,
                                        "keeping.archive",
                                        new Thing(
                                                "container",
                                                Integer.toString(number),
                                                container.get().place())));
                return null;
            });
            return List.of();
        }
    }

    private static String hash(List<Line> lines) {
        return RecordLine.hash(lines.stream().map(Line::text).collect(Collectors.joining()));
    }
}
